using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace TuyaIot.Simulator.Tests.Support;

/// <summary>A reply as it was on the wire.</summary>
internal sealed record RawReply(int Status, IReadOnlyDictionary<string, string> Headers)
{
    internal string Body { get; init; } = "";

    internal JsonElement Json => JsonDocument.Parse(Body).RootElement;

    internal string? Code => Json.TryGetProperty(nameof(Code), out JsonElement code) ? code.GetString() : null;

    internal bool Success => Json.TryGetProperty(nameof(Success), out JsonElement success) && success.GetBoolean();

    internal static RawReply ParseHead(string head)
    {
        string[] lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return new RawReply(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture),
            lines.Skip(1).Select(static line => line.Split(": ", 2)).ToDictionary(static pair => pair[0], static pair => pair[1]));
    }
}
