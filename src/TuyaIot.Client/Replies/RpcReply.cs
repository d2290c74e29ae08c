using System;
using System.Text.Json;

namespace TuyaIot.Replies;

/// <summary>
/// What came back for one attempt: the gateway's verdict, or the reason why there is none. Every text in it has passed
/// <see cref="LogSanitizer"/>, except what stands in <see cref="Body"/>.
/// </summary>
internal sealed record RpcReply
{
    /// <summary>A Date header that is further from this machine's clock is not believed.</summary>
    public static readonly TimeSpan MaxClockOffset = TimeSpan.FromDays(366);

    /// <summary>The HTTP status; null where no reply came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The gateway's own verdict; null where the reply holds none, or more than one. Null is not success.</summary>
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

    /// <summary>
    /// The JSON of a query's reply, which needs no other memory; null for a command and where the reply is no JSON object. Every
    /// name and text in it can be read.
    /// </summary>
    public JsonElement? Body { get; init; }

    /// <summary>The server's own clock, from the Date header; null beyond <see cref="MaxClockOffset"/>.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>How long the server asks to wait before the next request.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Set where no reply came.</summary>
    public TransportFailure? Failure { get; init; }
}
