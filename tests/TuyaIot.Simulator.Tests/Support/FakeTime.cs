using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Tests.Support;

/// <summary>A clock that a test moves by hand. Its timers end when the test says so.</summary>
internal sealed class FakeTime : TimeProvider
{
    /// <summary>The server looks for stalled connections each second.</summary>
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    private readonly Channel<Timer> _waiting = Channel.CreateUnbounded<Timer>();

    internal DateTimeOffset Now { get; private set; } = SignedRequest.Noon;

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer timer = new(dueTime, () => callback(state));
        _waiting.Writer.TryWrite(timer);
        return timer;
    }

    internal void Apply(SimulatorOptions options) => options.TimeProvider = this;

    internal void Advance(TimeSpan by) => Now += by;

    /// <summary>Moves the clock and ends the next timer. The result is the length of that timer.</summary>
    internal async Task<TimeSpan> TickAsync(TimeSpan by)
    {
        Timer timer = await _waiting.Reader.ReadAsync().AsTask().WithTestTimeout();
        Advance(by);
        timer.End();
        return timer.Length;
    }

    /// <summary>Ends the server's own timers until a request waits, and then its wait. The result is the length of the wait.</summary>
    internal async Task<TimeSpan> TickToRequestAsync(Action whileItWaits)
    {
        using CancellationTokenSource timeout = new(TestTimeout.Limit);
        Timer timer = await _waiting.Reader.ReadAsync(timeout.Token);
        while (timer.Length == SweepInterval)
        {
            timer.End();
            timer = await _waiting.Reader.ReadAsync(timeout.Token);
            timeout.Token.ThrowIfCancellationRequested();
        }

        whileItWaits();
        timer.End();
        return timer.Length;
    }

    private sealed class Timer(TimeSpan length, Action end) : ITimer
    {
        internal TimeSpan Length => length;

        internal void End() => end();

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
