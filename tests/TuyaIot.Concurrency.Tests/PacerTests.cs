using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Coyote.Specifications;
using Microsoft.Extensions.Time.Testing;
using TuyaIot.Delivery;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Concurrency.Tests;

[Collection(Exploration.Collection)]
public sealed class PacerTests
{
    private const double Rate = 10;

    /// <summary>Two newcomers, one that was throttled and comes again, and one that is stopped at some time.</summary>
    [Fact]
    public void Whoever_waits_gets_a_turn_of_its_own_and_whoever_is_stopped_leaves_it_to_the_next() => Exploration.Run(
        static async () =>
        {
            FakeTimeProvider time = new();
            Pacer pacer = new(time);
            List<double> turns = [];
            using CancellationTokenSource stop = new();
            Task[] waiting =
            [
                Task.Run(() => SendAsync(isThrottled: true, CancellationToken.None)),
                Task.Run(() => SendAsync(isThrottled: false, CancellationToken.None)),
                Task.Run(() => SendAsync(isThrottled: false, CancellationToken.None)),
                Task.Run(() => SendAsync(isThrottled: false, stop.Token)),
                Task.Run(stop.Cancel),
            ];
            await PassAsync(time, waiting);

            // Whatever the stop has left behind, the next one comes through.
            await PassAsync(time, [Task.Run(() => SendAsync(isThrottled: false, CancellationToken.None))]);
            double[] inOrder = [.. turns.Order()];
            Specification.Assert(inOrder.Length is 5 or 6, "A turn was lost or given twice.");
            Specification.Assert(
                Enumerable.Range(1, inOrder.Length - 1).All(i => inOrder[i] - inOrder[i - 1] > 0.01), "Two left together.");

            async Task SendAsync(bool isThrottled, CancellationToken cancellationToken)
            {
                for (bool isRepeated = false; ; isRepeated = true)
                {
                    double turn;
                    try
                    {
                        turn = await pacer.WaitAsync(Rate, isRepeated, cancellationToken);
                    }
                    catch (OperationCanceledException)
                    {
                        return;
                    }

                    lock (turns)
                    {
                        turns.Add(turn);
                    }

                    bool comesAgain = isThrottled && !isRepeated;
                    pacer.Report(comesAgain ? Verdict.Refused(RejectionReason.Throttled) : Verdict.Accepted, new RpcReply(), turn, Rate);
                    if (!comesAgain)
                    {
                        return;
                    }
                }
            }
        },
        waitsForTime: true);

    [Fact]
    public void All_who_ask_at_once_get_the_same_pacer() => Exploration.Run(static async () =>
    {
        PacerRegistry registry = new(new FakeTimeProvider());
        Task<Pacer>[] asking = [Task.Run(Get), Task.Run(Get), Task.Run(Get)];
        Pacer first = await asking[0];
        Specification.Assert(ReferenceEquals(first, await asking[1]) && ReferenceEquals(first, await asking[2]), "There are two paces for one key.");

        Pacer Get() => registry.Get(new Uri("https://gateway.example"), "id", "Pub");
    });

    /// <summary>Lets time pass until all have ended.</summary>
    private static async Task PassAsync(FakeTimeProvider time, Task[] tasks)
    {
        for (int tick = 0; !Array.TrueForAll(tasks, static task => task.IsCompleted); tick++)
        {
            Specification.Assert(tick < 1000, "Somebody waits for ever.");
            time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }

        await Task.WhenAll(tasks);
    }
}
