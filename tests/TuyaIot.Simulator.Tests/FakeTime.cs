using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Tests;

/// <summary>A clock that a test moves by hand; whoever waits for time waits for the test.</summary>
internal sealed class FakeTime
{
    private readonly Channel<(TimeSpan Length, TaskCompletionSource Done)> _waiting =
        Channel.CreateUnbounded<(TimeSpan, TaskCompletionSource)>();

    internal DateTimeOffset Now { get; private set; } = SignedCall.Noon;

    internal void Apply(SimulatorOptions options)
    {
        options.Clock = () => Now;
        options.Delay = WaitAsync;
    }

    internal void Advance(TimeSpan by) => Now += by;

    /// <summary>Moves the clock and lets go of the next one who waits; the answer is how long that one wanted to.</summary>
    internal async Task<TimeSpan> TickAsync(TimeSpan by)
    {
        (TimeSpan length, TaskCompletionSource done) = await _waiting.Reader.ReadAsync().AsTask().WithPatience();
        Advance(by);
        done.SetResult();
        return length;
    }

    private async Task WaitAsync(TimeSpan length, CancellationToken stop)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Writer.TryWrite((length, done));
        await done.Task.WaitAsync(stop);
    }
}
