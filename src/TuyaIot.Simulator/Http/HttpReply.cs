using System.Collections.Generic;

namespace TuyaIot.Simulator.Http;

/// <summary>The reply that is written to the wire.</summary>
internal sealed record HttpReply(int Status, string ContentType, byte[] Body)
{
    /// <summary>The value of the Date header, by the gateway's own clock.</summary>
    internal required string Date { get; init; }

    /// <summary>Headers beside Date, Content-Type and Content-Length.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    internal HttpEnding Ending { get; init; }
}
