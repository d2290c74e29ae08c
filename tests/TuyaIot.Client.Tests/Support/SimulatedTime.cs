using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Client.Tests.Support;

/// <summary>
/// Time in which nothing happens but timers: it jumps from one to the next, on the thread that asks for it. The clock on the wall can be
/// set, which moves no timer.
/// </summary>
internal sealed class SimulatedTime : TimeProvider
{
    private readonly SortedSet<Timer> _timers = new(Comparer<Timer>.Create(static (left, right) =>
        left.Due != right.Due ? left.Due.CompareTo(right.Due) : left.Number.CompareTo(right.Number)));

    private readonly DateTimeOffset _start = new(2024, 11, 19, 0, 0, 0, TimeSpan.Zero);
    private long _now;
    private long _count;

    /// <summary>The time since the start, whatever the clock says.</summary>
    public TimeSpan Elapsed => new(_now);

    /// <summary>The true time, of which this machine's clock may differ.</summary>
    public DateTimeOffset TrueTime => _start + Elapsed;

    /// <summary>How far the clock is ahead of the true time.</summary>
    public TimeSpan ClockError { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => TrueTime + ClockError;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer timer = new(this, () => callback(state), ++_count);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs the next timer. False where there is none.</summary>
    public bool RunNext()
    {
        if (_timers.Min is not Timer next)
        {
            return false;
        }

        _timers.Remove(next);
        _now = next.Due;
        next.Callback();
        return true;
    }

    private sealed class Timer(SimulatedTime time, Action callback, long number) : ITimer
    {
        public Action Callback { get; } = callback;

        public long Number { get; } = number;

        public long Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time._timers.Remove(this);
            if (dueTime >= TimeSpan.Zero)
            {
                Due = time._now + dueTime.Ticks;
                time._timers.Add(this);
            }

            return true;
        }

        public void Dispose() => time._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
