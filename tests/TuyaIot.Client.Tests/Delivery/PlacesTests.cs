using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using TuyaIot.Delivery;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>
/// A throttled request keeps its place among those in flight while it waits for its turn. That costs nothing: only one request is let
/// go at a time, whoever waits, and where all places are taken by requests on the wire nobody waits. So as many requests are accepted
/// as where only requests on the wire count.
/// </summary>
public sealed class PlacesTests(ITestOutputHelper output)
{
    private const int Places = 8;
    private const double Seconds = 60;

    [Theory]
    [InlineData(20, 20, 0.5)]
    [InlineData(12, 20, 0.5)]
    [InlineData(4, 20, 0.5)]
    [InlineData(10, 10, 0.05)]
    [InlineData(14, 20, 0.5)]
    [InlineData(10, 20, 0.8)]
    public async Task A_throttled_request_that_keeps_its_place_takes_none_from_others(double quota, double ceiling, double latency)
    {
        PaceSimulation onTheWire = new(Jitter: 0, Stalls: false, Places) { Seconds = Seconds, OneWay = latency / 2 };
        (int expected, _) = onTheWire.RunPaced(ceiling, ThrottlingGateways.All["last second"](_ => quota), seed: 1);

        (int accepted, int refused) = await RunAsync(ceiling, latency, ThrottlingGateways.All["last second"](_ => quota));

        output.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            "{0}/s of {1}/s asked for, {2} s, {3} places: {4} accepted and {5} throttled, where only the wire counts {6}",
            quota, ceiling, latency, Places, accepted, refused, expected));
        Assert.True(accepted >= 0.95 * expected, $"{accepted} of {expected}");
    }

    private static async Task<(int Accepted, int Refused)> RunAsync(double ceiling, double latency, Func<double, bool> gateway)
    {
        CountingTime time = new();
        Pacer pacer = new(time);
        int onTheWire = 0;
        int accepted = 0;
        int refused = 0;
        using CancellationTokenSource end = new();
        Task[] places = [.. Enumerable.Range(0, Places).Select(_ => Task.Run(SendAsync))];
        for (int millisecond = 0; millisecond < 1000 * Seconds; millisecond++)
        {
            // Each request on the wire has its timer, and so has the one whose turn is next.
            SpinWait.SpinUntil(() =>
            {
                int sent = Volatile.Read(ref onTheWire);
                return time.Pending == sent + (sent < Places ? 1 : 0);
            });
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await end.CancelAsync();
        await Task.WhenAll(places);
        return (accepted, refused);

        async Task SendAsync()
        {
            bool isThrottled = false;
            try
            {
                while (true)
                {
                    double releasedAt = await pacer.WaitAsync(ceiling, isThrottled, end.Token);
                    Interlocked.Increment(ref onTheWire);
                    await Task.Delay(TimeSpan.FromSeconds(latency / 2), time, end.Token);
                    lock (gateway)
                    {
                        isThrottled = !gateway((time.GetUtcNow() - time.Start).TotalSeconds);
                    }

                    await Task.Delay(TimeSpan.FromSeconds(latency / 2), time, end.Token);
                    pacer.Report(isThrottled ? Verdict.Refused(RejectionReason.Throttled) : Verdict.Accepted, new RpcReply(), releasedAt, ceiling);
                    _ = isThrottled ? Interlocked.Increment(ref refused) : Interlocked.Increment(ref accepted);
                    Interlocked.Decrement(ref onTheWire);
                }
            }
            catch (OperationCanceledException)
            {
                // The test has ended.
            }
        }
    }

    /// <summary>A clock that knows how many wait for it.</summary>
    private sealed class CountingTime : FakeTimeProvider
    {
        private int _pending;

        public int Pending => Volatile.Read(ref _pending);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Increment(ref _pending);
            return base.CreateTimer(
                _ =>
                {
                    Interlocked.Decrement(ref _pending);
                    callback(state);
                },
                null,
                dueTime,
                period);
        }
    }
}
