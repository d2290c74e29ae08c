using System;
using System.Text.Json;

namespace TuyaIot.Replies;

/// <summary>
/// What came back for one attempt: the gateway's verdict as it spoke it, or the reason why there is none. Reading it never
/// throws.
/// </summary>
internal sealed record RpcReply
{
    /// <summary>The HTTP status; null where no reply came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The gateway's own verdict; null where the reply holds none, which is not success.</summary>
    public bool? Success { get; init; }

    /// <summary>The gateway's error code; null where it gave none.</summary>
    public string? Code { get; init; }

    public string? ErrorMessage { get; init; }

    public string? RequestId { get; init; }

    /// <summary>The server's own clock, from the Date header.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>How long the server asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The JSON of a query's reply; null for a command and where the reply is no JSON.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>Set where no reply came.</summary>
    public TransportFailure? Failure { get; init; }
}
