using System;

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

    /// <summary>
    /// Whether the reply says two things at once, such as Success true beside an error code. Then neither Success nor Code nor
    /// the HTTP status may be relied upon: what became of the request is unknown.
    /// </summary>
    public bool IsContradictory { get; init; }

    /// <summary>The gateway's error code; null where it gave none.</summary>
    public string? Code { get; init; }

    public string? ErrorMessage { get; init; }

    public string? RequestId { get; init; }

    /// <summary>The server's own clock, from the Date header.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>How long the server asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Set where no reply came.</summary>
    public TransportFailure? Failure { get; init; }
}
