using System;
using TuyaIot.Replies;

namespace TuyaIot.Delivery;

/// <summary>What came of trying a request once.</summary>
/// <param name="Verdict">What the reply means.</param>
/// <param name="Reply">The reply.</param>
/// <param name="SentAt">When it was begun, by this machine's clock.</param>
/// <param name="CorrectedClock">How far this machine's clock is behind the gateway's, where this reply has just told.</param>
/// <param name="Latency">How long it took, from handing it to the connection to the end of the reply.</param>
internal sealed record Attempt(Verdict Verdict, RpcReply Reply, DateTimeOffset SentAt, TimeSpan? CorrectedClock, TimeSpan Latency = default);
