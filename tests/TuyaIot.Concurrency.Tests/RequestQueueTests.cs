using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Coyote.Specifications;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Pipeline;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Concurrency.Tests;

[Collection(Exploration.Collection)]
public sealed class RequestQueueTests
{
    private const int Limit = 3;

    private static readonly Outcome Accepted = new(Verdict.Accepted, new RpcReply(), 1, null, TimeSpan.Zero);

    [Fact]
    public void Replies_are_handled_in_the_order_of_the_calls_and_the_first_call_goes_alone() => Exploration.Run(static () =>
    {
        int inFlight = 0;
        int most = 0;
        bool hasReply = false;
        List<string> handled = [];
        using RequestQueue queue = new(new IotClient(SendAsync), Limit, static () => { }, CancellationToken.None);
        foreach (string key in (string[])["p1", "p2", "p3", "p4", "p5", "p6"])
        {
            queue.Add(new QueryProduct(key), _ => handled.Add(key));
        }

        queue.Complete();
        Specification.Assert(handled.SequenceEqual(["p1", "p2", "p3", "p4", "p5", "p6"]), "The order is another one.");
        Specification.Assert(most <= Limit, "More were in flight than the limit says.");
        return Task.CompletedTask;

        async Task<Outcome> SendAsync(ApiCall call, CancellationToken cancellationToken)
        {
            int now = Interlocked.Increment(ref inFlight);
            most = Math.Max(most, now);
            Specification.Assert(hasReply || now == 1, "The first call is not alone.");
            await Task.Yield();
            hasReply = true;
            Interlocked.Decrement(ref inFlight);
            return Accepted;
        }
    });

    [Fact]
    public void Nothing_is_in_flight_after_Dispose() => Exploration.Run(static () =>
    {
        int inFlight = 0;
        RequestQueue queue = new(new IotClient(SendAsync), Limit, static () => { }, CancellationToken.None);
        foreach (string key in (string[])["p1", "p2", "p3"])
        {
            queue.Add(new QueryProduct(key), static _ => { });
        }

        queue.Dispose();
        Specification.Assert(Volatile.Read(ref inFlight) == 0, "A call is in flight.");
        return Task.CompletedTask;

        async Task<Outcome> SendAsync(ApiCall call, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref inFlight);
            await Task.Yield();
            await Task.Yield();
            Interlocked.Decrement(ref inFlight);
            return Accepted;
        }
    });
}
