using System;
using TuyaIot.Rpc;

namespace TuyaIot.Delivery;

/// <summary>What became of one request, all its attempts together.</summary>
/// <param name="Verdict">What the last reply means.</param>
/// <param name="Reply">The last reply.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="SentAt">When the last attempt began; null where nothing reached the wire.</param>
/// <param name="Duration">From the first attempt to the verdict.</param>
internal sealed record Outcome(Verdict Verdict, RpcReply Reply, int Attempts, DateTimeOffset? SentAt, TimeSpan Duration);
