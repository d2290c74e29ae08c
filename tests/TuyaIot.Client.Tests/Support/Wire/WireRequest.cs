using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace TuyaIot.Client.Tests.Support.Wire;

/// <summary>A complete request as it stood on the wire.</summary>
internal sealed record WireRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body)
{
    internal int ContentLength => Headers.TryGetValue("Content-Length", out string? length)
        ? int.Parse(length, CultureInfo.InvariantCulture)
        : 0;

    internal static WireRequest ParseHead(string head)
    {
        string[] lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return new WireRequest(
            lines[0],
            lines.Skip(1)
                .Select(static line => line.Split(": ", 2))
                .ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.OrdinalIgnoreCase),
            "");
    }
}
