using System;
using System.Threading;

namespace TuyaIot.Client.Tests.Messages.Subscription;

/// <summary>The clock and the timers of the system, so many times as fast.</summary>
internal sealed class FastTime(int factor) : TimeProvider
{
    private readonly long _start = System.GetTimestamp();
    private readonly DateTimeOffset _startTime = System.GetUtcNow();

    public override long GetTimestamp() => _start + ((System.GetTimestamp() - _start) * factor);

    public override DateTimeOffset GetUtcNow() => _startTime + GetElapsedTime(_start);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorten(dueTime), Shorten(period));

    private TimeSpan Shorten(TimeSpan time) => time > TimeSpan.Zero ? time / factor : time;
}
