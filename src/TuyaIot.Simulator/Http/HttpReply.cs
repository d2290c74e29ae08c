using System.Collections.Generic;

namespace TuyaIot.Simulator.Http;

/// <summary>What goes back on the wire.</summary>
internal sealed class HttpReply(int status, string contentType, byte[] body)
{
    internal int Status { get; } = status;

    internal string ContentType { get; } = contentType;

    internal byte[] Body { get; } = body;

    /// <summary>The value of the Date header, by the gateway's own clock.</summary>
    internal required string Date { get; init; }

    /// <summary>Headers beside Date, Content-Type and Content-Length.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
