using System;
using System.Threading;

namespace TuyaIot.Delivery;

/// <summary>The time as the gateway has it, which is what it checks. This machine's own until a reply says otherwise.</summary>
internal sealed class GatewayClock(TimeProvider time)
{
    /// <summary>A Date header counts whole seconds, and the reply has been under way for a while.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(2);

    private long _offsetTicks;

    /// <summary>What to add to this machine's time.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    /// <summary>The gateway's time at a time of this machine. At the ends of the calendar it stays within the calendar.</summary>
    public static DateTimeOffset Shift(DateTimeOffset localTime, TimeSpan offset)
    {
        long ticks = localTime.UtcTicks + offset.Ticks;
        return new DateTimeOffset(Math.Min(Math.Max(ticks, 0), DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
    }

    /// <summary>
    /// Takes over the time of a reply to a request that was refused for its time. Null where that does not help, because the request
    /// had carried this time anyway. A time beyond reason is in no reply.
    /// </summary>
    public TimeSpan? Correct(DateTimeOffset gatewayTime, TimeSpan offsetOfRequest)
    {
        TimeSpan offset = gatewayTime - time.GetUtcNow();
        Interlocked.Exchange(ref _offsetTicks, offset.Ticks);
        return (offset - offsetOfRequest).Duration() > Precision ? offset : null;
    }
}
