using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Coyote.Specifications;
using TuyaIot.Pipeline;
using Xunit;

namespace TuyaIot.Concurrency.Tests;

[Collection(Exploration.Collection)]
public sealed class WindowTests
{
    private const int Size = 2;
    private const int Count = 5;

    [Fact]
    public void Every_result_is_taken_once_and_no_more_run_than_fit() => Exploration.Run(static () =>
    {
        Running running = new();
        int sum = 0;
        using TaskWindow<int> window = new(static () => { }, CancellationToken.None);
        for (int i = 1; i <= Count; i++)
        {
            int number = i;
            while (window.Count >= Size)
            {
                sum += window.Take();
            }

            window.Add(_ => running.WorkAsync(number, CancellationToken.None));
            while (window.TryTake(out int result))
            {
                sum += result;
            }
        }

        while (window.Count > 0)
        {
            sum += window.Take();
        }

        Specification.Assert(sum == Count * (Count + 1) / 2, "A result was lost or taken twice.");
        Specification.Assert(running.Most <= Size, "More ran than fit.");
        return Task.CompletedTask;
    });

    [Fact]
    public void Nothing_runs_after_Dispose_whenever_it_comes() => Exploration.Run(static async () =>
    {
        Running running = new();
        using CancellationTokenSource stop = new();
        Task stopper = Task.Run(stop.Cancel);
        TaskWindow<int> window = new(static () => { }, stop.Token);
        for (int i = 0; i < 3; i++)
        {
            window.Add(cancellationToken => running.WorkAsync(1, cancellationToken));
        }

        await Task.Yield();
        window.Dispose();
        Specification.Assert(running.Now == 0, "A task runs on.");
        await stopper;
    });

    /// <summary>Work of two steps that counts who is at it.</summary>
    private sealed class Running
    {
        private int _now;

        public int Now => Volatile.Read(ref _now);

        public int Most { get; private set; }

        public async Task<int> WorkAsync(int result, CancellationToken cancellationToken)
        {
            Most = Math.Max(Most, Interlocked.Increment(ref _now));
            try
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
                return result;
            }
            finally
            {
                Interlocked.Decrement(ref _now);
            }
        }
    }
}
