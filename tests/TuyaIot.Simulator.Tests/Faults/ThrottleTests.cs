using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Simulator.Faults;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Faults;

/// <summary>How a throttle counts, and how late requests reach it, in simulated time.</summary>
public sealed class ThrottleTests
{
    private static readonly RequestParameters Invoke = new([new(ParameterName.Action, "InvokeThingsService")]);

    [Theory]
    [InlineData("perSecond=2", "0 0 0 400 500 1000 1000", "..xx..x")]
    [InlineData("perSecond=2 count=bucket countRefused=false", "0 0 0 400 500 1000 1000", "..xx..x")]
    [InlineData("perSecond=2 countRefused=true", "0 0 0 400 500 1000 1000", "..xxx.x")]
    [InlineData("perSecond=2 count=lastSecond", "0 0 0 400 500 1000 1000", "..xxx..")]
    [InlineData("perSecond=2 count=lastSecond countRefused=true", "0 0 0 400 500 1000 1000 2000", "..xxxxx.")]
    [InlineData("perSecond=2 count=fixedSecond", "0 0 0 400 500 1000 1000", "..xxx..")]
    [InlineData("perSecond=2 count=lastSecond", "900 900 1000 1000 1899 1900 1900", "..xxx..")]
    [InlineData("perSecond=2 count=fixedSecond", "900 900 1000 1000 1899 1900 1900", "....xxx")]
    [InlineData("perSecond=2.5 count=lastSecond", "0 0 0 799 800 800 800", "..xx..x")]
    [InlineData("perSecond=0.5 count=fixedSecond", "0 1900 2000 3900 4000", ".x.x.")]
    [InlineData("perSecond=2 count=lastSecond times=1", "0 0 0 0", "..x.")]
    public async Task Requests_are_counted_as_the_setting_says(string settings, string arrivals, string expected)
    {
        FakeTime time = new();
        using IotSimulator simulator = Start(time, "Throttle " + settings);
        using RawClient client = new(simulator);
        List<char> verdicts = [];
        foreach (string arrival in arrivals.Split(' '))
        {
            time.Advance(SignedRequest.Noon.AddMilliseconds(int.Parse(arrival, CultureInfo.InvariantCulture)) - time.Now);
            verdicts.Add((await client.GetAsync(SignedRequest.Invoke("a").Sign())).Success ? '.' : 'x');
        }

        Assert.Equal(expected, string.Concat(verdicts));
    }

    [Theory]
    [InlineData("lastSecond", "400")]
    [InlineData("lastSecond countRefused=true", "400")]
    [InlineData("fixedSecond", "100")]
    public async Task The_wait_ends_when_a_request_would_be_accepted(string count, string milliseconds)
    {
        FakeTime time = new();
        using IotSimulator simulator = Start(time, "Throttle perSecond=1 header=acs count=" + count);
        using RawClient client = new(simulator);
        time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.True((await client.GetAsync(SignedRequest.Invoke("a").Sign())).Success);

        time.Advance(TimeSpan.FromMilliseconds(600));
        RawReply refused = await client.GetAsync(SignedRequest.Invoke("a").Sign());

        // A refused request that counts starts the second anew.
        string expected = count.EndsWith("true", StringComparison.Ordinal) ? "1000" : milliseconds;
        Assert.Equal(expected, refused.Headers["x-acs-retry-after"]);
        time.Advance(TimeSpan.FromMilliseconds(int.Parse(expected, CultureInfo.InvariantCulture)));
        Assert.True((await client.GetAsync(SignedRequest.Invoke("a").Sign())).Success);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_refuse_for_ever()
    {
        FakeTime time = new();
        using IotSimulator simulator = Start(time, "Throttle perSecond=1 count=lastSecond");
        using RawClient client = new(simulator);
        Assert.True((await client.GetAsync(SignedRequest.Invoke("a").Sign())).Success);

        time.Advance(TimeSpan.FromMinutes(-10));

        Assert.True((await client.GetAsync(SignedRequest.Invoke("a").Sign())).Success);
        Assert.False((await client.GetAsync(SignedRequest.Invoke("a").Sign())).Success);
    }

    [Fact]
    public async Task A_request_is_counted_once_it_has_arrived()
    {
        FakeTime time = new();
        using IotSimulator simulator = Start(time, "Throttle perSecond=10 jitter=300ms");
        using RawClient client = new(simulator);
        Task<RawReply> reply = client.GetAsync(SignedRequest.Invoke("a").Sign());

        TimeSpan jitter = await time.TickToRequestAsync(() => Assert.Equal((0, false), (simulator.RequestCount, reply.IsCompleted)));

        Assert.InRange(jitter, TimeSpan.FromTicks(1), TimeSpan.FromMilliseconds(300));
        Assert.True((await reply).Success);
    }

    [Fact]
    public async Task Jitter_is_for_the_requests_that_the_throttle_is_for()
    {
        FakeTime time = new();
        using IotSimulator simulator = Start(time, "Throttle perSecond=10 jitter=300ms action=QueryDevice");
        using RawClient client = new(simulator);

        Assert.True((await client.GetAsync(SignedRequest.Invoke("a").Sign())).Success);
    }

    [Fact]
    public void Jitter_is_spread_evenly_and_the_same_for_the_same_seed()
    {
        TimeSpan[] one = Draw(7);
        TimeSpan[] other = Draw(8);

        Assert.Equal(one, Draw(7));
        Assert.NotEqual(one, other);
        Assert.All(one, static delay => Assert.InRange(delay.TotalMilliseconds, 0, 300));
        Assert.InRange(one.Average(static delay => delay.TotalMilliseconds), 140, 160);
        Assert.InRange(one.Count(static delay => delay.TotalMilliseconds < 30), 60, 140);

        static TimeSpan[] Draw(int seed)
        {
            FaultPlan plan = new([SimulatorFault.Parse("Throttle perSecond=10 jitter=300ms")], seed);
            return [.. Enumerable.Range(0, 1_000).Select(_ => plan.DrawArrivalDelay(Invoke, SignedRequest.Noon))];
        }
    }

    [Fact]
    public void Jitter_does_not_change_which_requests_a_rate_affects()
    {
        Assert.Equal(Affected("Reject rate=0.3"), Affected("Reject rate=0.3", "Throttle perSecond=1e6 jitter=1s"));

        static bool[] Affected(params string[] faults)
        {
            FaultPlan plan = new([.. faults.Select(SimulatorFault.Parse)], seed: 3);
            return
            [
                .. Enumerable.Range(0, 200).Select(_ =>
                {
                    plan.DrawArrivalDelay(Invoke, SignedRequest.Noon);
                    return plan.Next(Invoke, SignedRequest.Noon).Fault is not null;
                }),
            ];
        }
    }

    /// <summary>A client that sends evenly at the quota loses requests only because of the jitter, and a window that slides costs it most.</summary>
    [Theory]
    [InlineData("count=lastSecond", 1.0, 1.0)]
    [InlineData("count=lastSecond jitter=100ms", 0.90, 0.94)]
    [InlineData("count=lastSecond jitter=300ms", 0.85, 0.89)]
    [InlineData("count=lastSecond jitter=300ms countRefused=true", 0.45, 0.56)]
    [InlineData("count=fixedSecond jitter=300ms", 0.95, 0.99)]
    [InlineData("count=bucket jitter=300ms", 0.99, 1.0)]
    public void An_even_pace_at_the_quota_gets_its_share(string settings, double min, double max)
    {
        const int Requests = 4_000;
        FaultPlan plan = new([SimulatorFault.Parse("Throttle perSecond=10 " + settings)], seed: 1);
        IEnumerable<DateTimeOffset> arrivals = Enumerable.Range(0, Requests)
            .Select(static number => SignedRequest.Noon.AddMilliseconds(number * 100))
            .Select(sent => sent + plan.DrawArrivalDelay(Invoke, sent))
            .Order();

        double share = (double)arrivals.Count(arrival => plan.Next(Invoke, arrival).Fault is null) / Requests;

        Assert.InRange(share, min, max);
    }

    [Fact]
    public async Task A_stalled_gateway_lets_requests_wait_and_then_goes_on()
    {
        FakeTime time = new();
        using IotSimulator simulator = Start(time, "Stall delay=800ms period=5s");
        using RawClient client = new(simulator);
        time.Advance(TimeSpan.FromMilliseconds(300));
        Task<RawReply> reply = client.GetAsync(SignedRequest.Invoke("a").Sign());

        Assert.Equal(TimeSpan.FromMilliseconds(500), await time.TickToRequestAsync(() => Assert.False(reply.IsCompleted)));
        Assert.True((await reply).Success);

        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.True((await client.GetAsync(SignedRequest.Invoke("a").Sign())).Success);
        Assert.Null(simulator.GetRequests()[0].Fault);
    }

    [Fact]
    public async Task A_stopped_simulator_drops_what_waits()
    {
        FakeTime time = new();
        IotSimulator simulator = Start(time, "Stall delay=4s period=5s");
        using RawClient client = new(simulator);
        await client.SendGetAsync(SignedRequest.Invoke("a").Sign());

        await Task.Run(simulator.Dispose).WithTestTimeout();

        Assert.True(await client.IsClosedAsync());
        Assert.Equal(0, simulator.RequestCount);
    }

    private static IotSimulator Start(FakeTime time, string fault) => TestSimulator.Start(options =>
    {
        time.Apply(options);
        options.Fault = [SimulatorFault.Parse(fault)];
    });
}
