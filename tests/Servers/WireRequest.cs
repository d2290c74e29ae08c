using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Tests.Servers;

/// <summary>A complete request as it stood on the wire.</summary>
internal sealed record WireRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body)
{
    internal static WireRequest Parse(string text)
    {
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        string[] lines = text[..end].Split("\r\n");
        return new WireRequest(
            lines[0],
            lines.Skip(1)
                .Select(static line => line.Split(": ", 2))
                .ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.OrdinalIgnoreCase),
            text[(end + 4)..]);
    }
}
