using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Tests.Servers;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>A throttled request waits for its turn again: it uses up no attempt, and only time bounds it.</summary>
public sealed class ThrottledTests
{
    private readonly TestTime _time = new();

    public static TheoryData<string> Replies => [.. Throttling.Keys];

    private static Dictionary<string, GatewayReply> Throttling { get; } = new()
    {
        ["Throttling.User"] = GatewayReply.Throttled,
        ["429 without a body"] = new GatewayReply(429, ""),
        ["503 with Throttling"] = new GatewayReply(503, """{"Code":"Throttling","Success":false}"""),
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task It_is_sent_until_it_is_accepted_whatever_MaxAttempts_says(string reply)
    {
        using TestGateway gateway = new([.. Enumerable.Repeat(Throttling[reply], 7), GatewayReply.Accepted]);

        Outcome outcome = await gateway.DeliverAsync(_time, new DeliveryOptions { MaxAttempts = 1, RequestsPerSecond = 10 });

        Assert.Equal((Verdict.Accepted, 8, 7, 8), (outcome.Verdict, outcome.Attempts, outcome.Throttled, gateway.Requests.Count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(1000)]
    public async Task Where_it_stays_throttled_time_ends_it_and_the_gateway_is_not_flooded(double requestsPerSecond)
    {
        TimeSpan longest = TimeSpan.FromMinutes(2);
        using TestGateway gateway = new(GatewayReply.Throttled);

        Outcome outcome = await gateway.DeliverAsync(_time, new DeliveryOptions { MaxThrottledTime = longest, RequestsPerSecond = requestsPerSecond });

        Assert.Equal(Verdict.Refused(RejectionReason.Throttled), outcome.Verdict);
        Assert.InRange(outcome.Duration, longest, longest + TimeSpan.FromSeconds(10));
        Assert.InRange(gateway.Requests.Count, 20, 80 + (int)requestsPerSecond);
    }

    [Fact]
    public async Task What_it_waited_for_its_turns_is_told_apart_from_the_last_attempt()
    {
        using TestGateway gateway = new(
            GatewayReply.Refused("Throttling", headers: "Retry-After: 3\r\n"),
            GatewayReply.Accepted.After(() =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(200));
                return Task.CompletedTask;
            }));

        Outcome outcome = await gateway.DeliverAsync(_time);

        Assert.Equal(
            (TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(3200)),
            (outcome.Waited, outcome.Latency, outcome.Duration));
    }

    [Fact]
    public async Task The_servers_wish_is_cut_to_a_minute()
    {
        using TestGateway gateway = new(GatewayReply.Refused("Throttling", headers: "Retry-After: 3600\r\n"), GatewayReply.Accepted);

        Outcome outcome = await gateway.DeliverAsync(_time);

        Assert.Equal(TimeSpan.FromSeconds(60), outcome.Waited);
    }
}
