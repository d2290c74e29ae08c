using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Client.Tests.Support.Gateways;
using TuyaIot.Delivery;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>A throttled request waits for its turn again: it uses up no attempt, and only time bounds it.</summary>
public sealed class ThrottledTests
{
    private readonly TestTime _time = new();

    public static TheoryData<string> Replies => [.. Throttling.Keys];

    private static Dictionary<string, Answer> Throttling { get; } = new()
    {
        ["Throttling.User"] = Answers.Throttled,
        ["429 without a body"] = Answers.Http(429, ""),
        ["503 with Throttling"] = Answers.Http(503, """{"Code":"Throttling","Success":false}"""),
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task It_is_sent_until_it_is_accepted_whatever_MaxAttempts_says(string reply)
    {
        using ScriptedGateway gateway = ScriptedGateway.Start([.. Enumerable.Repeat(Throttling[reply], 7), Answers.Accepted]);

        Outcome outcome = await DeliverAsync(gateway, new DeliveryOptions { MaxAttempts = 1, RequestsPerSecond = 10 });

        Assert.Equal((Verdict.Accepted, 8, 7, 8), (outcome.Verdict, outcome.Attempts, outcome.Throttled, gateway.Requests.Count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(1000)]
    public async Task Where_it_stays_throttled_time_ends_it_and_the_gateway_is_not_flooded(double requestsPerSecond)
    {
        TimeSpan longest = TimeSpan.FromMinutes(2);
        using ScriptedGateway gateway = ScriptedGateway.Start(Answers.Throttled);

        Outcome outcome = await DeliverAsync(
            gateway, new DeliveryOptions { MaxThrottledTime = longest, RequestsPerSecond = requestsPerSecond });

        Assert.Equal(Verdict.Refused(RejectionReason.Throttled), outcome.Verdict);
        Assert.InRange(outcome.Duration, longest, longest + TimeSpan.FromSeconds(10));
        Assert.InRange(gateway.Requests.Count, 20, 80 + (int)requestsPerSecond);
    }

    [Fact]
    public async Task What_it_waited_for_its_turns_is_told_apart_from_the_last_attempt()
    {
        using ScriptedGateway gateway = ScriptedGateway.Start(
            Answers.Refused("Throttling", "Retry-After: 3\r\n"),
            Answers.After(
                () =>
                {
                    _time.Advance(TimeSpan.FromMilliseconds(200));
                    return Task.CompletedTask;
                },
                Answers.Accepted));

        Outcome outcome = await DeliverAsync(gateway, new DeliveryOptions());

        Assert.Equal(
            (TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(3200)),
            (outcome.Waited, outcome.Latency, outcome.Duration));
    }

    [Fact]
    public async Task The_servers_wish_is_cut_to_a_minute()
    {
        using ScriptedGateway gateway = ScriptedGateway.Start(Answers.Refused("Throttling", "Retry-After: 3600\r\n"), Answers.Accepted);

        Outcome outcome = await DeliverAsync(gateway, new DeliveryOptions());

        Assert.Equal(TimeSpan.FromSeconds(60), outcome.Waited);
    }

    private async Task<Outcome> DeliverAsync(ScriptedGateway gateway, DeliveryOptions options)
    {
        using DeliveryRig rig = new(gateway.Endpoint, _time, options);
        return await rig.DeliverAsync();
    }
}
