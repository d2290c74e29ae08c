using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace TuyaIot.Client.Tests.Support;

/// <summary>A clock that knows who waits how long. Where it skips, nobody has to: it jumps to the end of every wait.</summary>
internal sealed class TestTime(bool skips = true) : FakeTimeProvider(new DateTimeOffset(2024, 11, 19, 10, 15, 0, TimeSpan.Zero))
{
    /// <summary>How long a request may take: longer than any wait, by which the two are told apart.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromMinutes(5);

    private readonly ConcurrentQueue<TimeSpan> _waits = [];
    private readonly Channel<TimeSpan> _begun = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>What was waited for, in that order.</summary>
    public IReadOnlyCollection<TimeSpan> Waits => _waits;

    /// <summary>Told the number of each wait, from 1, before it ends.</summary>
    public Action<int>? OnWait { get; init; }

    /// <summary>Waits until somebody waits.</summary>
    public Task<TimeSpan> WaitBeginsAsync() => _begun.Reader.ReadAsync().AsTask();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < RequestTimeout)
        {
            _waits.Enqueue(dueTime);
            OnWait?.Invoke(_waits.Count);
            _begun.Writer.TryWrite(dueTime);
            if (skips)
            {
                // Not from within: whoever creates a timer does not have it in hand yet.
                _ = Task.Run(() => Advance(dueTime));
            }
        }

        return timer;
    }
}
