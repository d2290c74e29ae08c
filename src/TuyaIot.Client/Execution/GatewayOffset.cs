using System;

namespace TuyaIot.Execution;

/// <summary>
/// How far the gateway's clock is ahead of this machine's, as an interval: a Date header counts whole seconds, and the reply was under
/// way for a while. Each reply narrows it.
/// </summary>
internal sealed class GatewayOffset
{
    /// <summary>How far the clocks may differ where no reply has said.</summary>
    public static readonly TimeSpan Assumed = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan DatePrecision = TimeSpan.FromSeconds(1);

    /// <summary>A journal has the time that a reply took in whole milliseconds, rounded down.</summary>
    private static readonly TimeSpan LatencyPrecision = TimeSpan.FromMilliseconds(1);

    private bool _isMeasured;

    public TimeSpan Min { get; private set; } = -Assumed;

    public TimeSpan Max { get; private set; } = Assumed;

    public TimeSpan Middle => TimeSpan.FromTicks((Min.Ticks + Max.Ticks) / 2);

    /// <summary>Takes in the Date header of a reply.</summary>
    /// <param name="date">The header.</param>
    /// <param name="sentAt">When the request was sent, by this machine's clock.</param>
    /// <param name="latency">How long the reply took.</param>
    public void Measure(DateTimeOffset date, DateTimeOffset sentAt, TimeSpan latency)
    {
        TimeSpan min = date - (sentAt + latency + LatencyPrecision);
        TimeSpan max = date + DatePrecision - sentAt;

        // Where they share nothing, a clock was set in between.
        bool isConsistent = _isMeasured && min <= Max && max >= Min;
        Min = isConsistent && Min > min ? Min : min;
        Max = isConsistent && Max < max ? Max : max;
        _isMeasured = true;
    }
}
