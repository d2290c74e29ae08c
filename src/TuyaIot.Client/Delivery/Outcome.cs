using System;
using TuyaIot.Replies;

namespace TuyaIot.Delivery;

/// <summary>What became of one request, all its attempts together.</summary>
/// <param name="Verdict">What is known of it.</param>
/// <param name="Reply">The last reply.</param>
/// <param name="Attempts">How often it was tried, throttled attempts included.</param>
/// <param name="SentAt">When the last attempt that reached the wire began; null where none did.</param>
/// <param name="Duration">From the first attempt to the verdict, waiting included.</param>
/// <param name="CorrectedClock">How far this machine's clock turned out to be behind the gateway's; null where it fits.</param>
/// <param name="Latency">How long the last attempt took by itself; null where it did not reach the wire.</param>
/// <param name="Throttled">How many of its attempts were answered with "too many requests".</param>
/// <param name="Waited">How long it waited for the pace, all its attempts together.</param>
internal sealed record Outcome(
    Verdict Verdict,
    RpcReply Reply,
    int Attempts,
    DateTimeOffset? SentAt,
    TimeSpan Duration,
    TimeSpan? CorrectedClock = null,
    TimeSpan? Latency = null,
    int Throttled = 0,
    TimeSpan Waited = default);
