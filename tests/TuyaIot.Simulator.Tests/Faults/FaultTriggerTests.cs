using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Faults;

/// <summary>Which requests a fault affects.</summary>
public sealed class FaultTriggerTests
{
    [Theory]
    [InlineData("Reject nth=2", ".x....")]
    [InlineData("Reject nth=1,4", "x..x..")]
    [InlineData("Reject every=3", "..x..x")]
    [InlineData("Reject times=2", "xx....")]
    [InlineData("Reject every=2 times=2", ".x.x..")]
    [InlineData("Reject rate=0", "......")]
    [InlineData("Reject action=QueryDevice", "......")]
    [InlineData("Reject action=InvokeThingsService", "xxxxxx")]
    public async Task A_fault_affects_requests_by_count(string fault, string expected) =>
        Assert.Equal(expected, await RunAsync(6, options => options.Fault = [SimulatorFault.Parse(fault)]));

    [Fact]
    public async Task A_rate_affects_the_same_requests_for_the_same_seed()
    {
        string one = await RunAsync(200, Seeded(7));
        string again = await RunAsync(200, Seeded(7));
        string other = await RunAsync(200, Seeded(8));

        Assert.Equal(one, again);
        Assert.NotEqual(one, other);
        Assert.InRange(one.Count(static c => c == 'x'), 30, 90);

        static Action<SimulatorOptions> Seeded(int seed) => options =>
        {
            options.Seed = seed;
            options.Fault = [SimulatorFault.Parse("Reject rate=0.3")];
        };
    }

    [Fact]
    public async Task The_first_fault_that_matches_wins() => Assert.Equal(
        ["b", "a", "b", "a"],
        await CodesAsync(4, static options => options.Fault = [SimulatorFault.Parse("Reject every=2 code=a"), SimulatorFault.Parse("Reject code=b")]));

    [Fact]
    public async Task A_refused_signature_is_not_counted()
    {
        using IotSimulator simulator = TestSimulator.Start(static options => options.Fault = [SimulatorFault.Parse("Reject nth=1")]);
        using RawClient client = new(simulator);

        Assert.Equal("SignatureDoesNotMatch", (await client.GetAsync(SignedRequest.Of("InvokeThingsService", "guess").Sign())).Code);
        Assert.Equal("iot.system.IllegalRequest", (await client.GetAsync(SignedRequest.Invoke("a").Sign())).Code);
    }

    [Fact]
    public async Task A_request_that_was_lost_before_the_gateway_may_come_again_and_one_behind_it_may_not()
    {
        using IotSimulator simulator = TestSimulator.Start(static options => options.Fault =
        [
            SimulatorFault.Parse("InternalError nth=1"),
            SimulatorFault.Parse("InternalError nth=3 when=after"),
        ]);
        using RawClient client = new(simulator);
        string first = SignedRequest.Invoke("a").Sign();
        string second = SignedRequest.Invoke("a").Sign();

        Assert.Equal(500, (await client.GetAsync(first)).Status);
        Assert.True((await client.GetAsync(first)).Success);
        Assert.Equal(500, (await client.GetAsync(second)).Status);
        Assert.Equal("SignatureNonceUsed", (await client.GetAsync(second)).Code);
        Assert.Equal(2, simulator.GetExecutionCounts().Single().Count);
    }

    [Theory]
    [InlineData("none", null, null)]
    [InlineData("acs", "x-acs-retry-after", "100")]
    [InlineData("seconds", "Retry-After", "1")]
    [InlineData("date", "Retry-After", "Tue, 19 Nov 2024 12:00:01 GMT")]
    public async Task Ten_a_second_pass_and_the_next_is_told_when_to_come_back(string header, string? name, string? value)
    {
        FakeTime time = new();
        using IotSimulator simulator = TestSimulator.Start(options =>
        {
            time.Apply(options);
            options.Fault = [SimulatorFault.Parse($"Throttle perSecond=10 header={header}")];
        });
        using RawClient client = new(simulator);

        for (int i = 0; i < 10; i++)
        {
            Assert.True((await client.GetAsync(SignedRequest.Invoke("a").Sign())).Success);
        }

        RawReply refused = await client.GetAsync(SignedRequest.Invoke("a").Sign());
        Assert.Equal("Throttling.User", refused.Code);
        Assert.Equal(name is null ? null : value, refused.Headers.GetValueOrDefault(name ?? "Retry-After"));
        Assert.Equal(name == "x-acs-retry-after", refused.Headers.ContainsKey("x-acs-retry-after"));

        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.True((await client.GetAsync(SignedRequest.Invoke("a").Sign())).Success);
        Assert.Equal("Throttling.User", (await client.GetAsync(SignedRequest.Invoke("a").Sign())).Code);
    }

    [Fact]
    public void Texts_hashtables_and_scenarios_say_the_same()
    {
        SimulatorFault text = SimulatorFault.Parse("reset RATE=0.01 nth=2,3 when=after");
        SimulatorFault table = SimulatorFault.Parse(new Hashtable { ["Kind"] = "Reset", ["Rate"] = 0.01, ["Nth"] = new[] { 2, 3 }, ["When"] = "After" });
        SimulatorFault scenario = SimulatorScenario
            .Parse("""{ "faults": [ { "kind": "reset", "rate": 0.01, "nth": [2, 3], "when": "after" } ] }""").Faults[0];

        foreach (SimulatorFault fault in (SimulatorFault[])[text, table, scenario])
        {
            Assert.Equal((FaultKind.Reset, 0.01, FaultTiming.After), (fault.Kind, fault.Rate, fault.When));
            Assert.Equal([2, 3], fault.Nth);
        }
    }

    [Fact]
    public void A_throttle_takes_its_settings_from_texts_hashtables_and_scenarios()
    {
        SimulatorFault text = SimulatorFault.Parse("Throttle perSecond=10 count=lastSecond countRefused=true jitter=300ms");
        SimulatorFault table = SimulatorFault.Parse(
            new Hashtable { ["Kind"] = "Throttle", ["PerSecond"] = 10, ["Count"] = "LastSecond", ["CountRefused"] = true, ["Jitter"] = "300ms" });
        SimulatorFault scenario = SimulatorScenario
            .Parse("""{ "faults": [ { "kind": "throttle", "perSecond": 10, "count": "lastSecond", "countRefused": true, "jitter": "0.3s" } ] }""").Faults[0];

        Assert.All((SimulatorFault[])[text, table, scenario], static fault => Assert.Equal(
            (10, ThrottleCounting.LastSecond, true, TimeSpan.FromMilliseconds(300)),
            (fault.PerSecond, fault.Counting, fault.CountRefused, fault.Jitter)));
    }

    [Theory]
    [InlineData("", "There is no kind in the fault ''. The kinds are Throttle,")]
    [InlineData("Resett", "There is no fault of the kind 'Resett'. The kinds are Throttle, Reject,")]
    [InlineData("3", "There is no fault of the kind '3'")]
    [InlineData("Reset 0.01", "'0.01' is not of the form setting=value")]
    [InlineData("Reset rat=0.01", "Reset has no setting 'rat'. It has rate, nth, every, deviceName, action, times, when.")]
    [InlineData("Reset delay=1s", "Reset has no setting 'delay'")]
    [InlineData("CutJson when=before", "CutJson has no setting 'when'")]
    [InlineData("Clock rate=0.5", "Clock has no setting 'rate'. It has offset.")]
    [InlineData("Reset rate=1.1", "rate is '1.1'; it must be a number from 0 to 1")]
    [InlineData("Reset rate=0,5", "rate is '0,5'; it must be a number from 0 to 1")]
    [InlineData("Reset rate=-1", "a number from 0 to 1")]
    [InlineData("Reset nth=0", "nth is '0'; it must be whole numbers from 1")]
    [InlineData("Reset every=x", "a whole number from 1")]
    [InlineData("Reset when=later", "when is 'later'; it must be before or after")]
    [InlineData("Slow delay=5", "delay is '5'; it must be a duration such as 250ms")]
    [InlineData("Slow delay=-5s", "a duration")]
    [InlineData("Clock offset=1y", "a duration")]
    [InlineData("Throttle perSecond=0", "a number above 0")]
    [InlineData("Throttle status=500", "400 or 429")]
    [InlineData("Throttle header=1", "none, acs, seconds or date")]
    [InlineData("Throttle count=second", "count is 'second'; it must be bucket, lastSecond or fixedSecond")]
    [InlineData("Throttle countRefused=1", "countRefused is '1'; it must be true or false")]
    [InlineData("Throttle jitter=-1s", "jitter is '-1s'; it must be a duration such as 250ms")]
    [InlineData("Reject jitter=1s", "Reject has no setting 'jitter'")]
    [InlineData("Stall rate=0.5", "Stall has no setting 'rate'. It has delay, period.")]
    [InlineData("Stall delay=2s period=2s", "period is '2s'; it must be a duration longer than delay")]
    [InlineData("Stall delay=10s", "period is '10s'; it must be a duration longer than delay")]
    public void A_mistake_is_told_with_what_is_right(string fault, string message) => Assert.Contains(
        message,
        Assert.Throws<SimulatorException>(() => SimulatorFault.Parse(fault)).Message,
        StringComparison.Ordinal);

    /// <summary>One character a request: x if the fault affected it.</summary>
    private static async Task<string> RunAsync(int count, Action<SimulatorOptions> configure) =>
        string.Concat((await CodesAsync(count, configure)).Select(static code => code.Length == 0 ? '.' : 'x'));

    private static async Task<List<string>> CodesAsync(int count, Action<SimulatorOptions> configure)
    {
        using IotSimulator simulator = TestSimulator.Start(configure);
        using RawClient client = new(simulator);
        List<string> codes = [];
        for (int i = 0; i < count; i++)
        {
            codes.Add((await client.GetAsync(SignedRequest.Invoke("a").Sign())).Code!);
        }

        return codes;
    }
}
