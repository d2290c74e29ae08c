using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Client.Tests.Support.Gateways;
using TuyaIot.Delivery;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>What was refused for now, or never sent, is tried again: as often as asked for, each time as a request of its own.</summary>
public sealed class RetriedTests
{
    private readonly TestTime _time = new();

    public static TheoryData<string> ThrottledReplies => [.. Throttling.Keys];

    private static Dictionary<string, Answer> Throttling { get; } = new()
    {
        ["Throttling.User"] = Answers.Throttled,
        ["429 without a body"] = Answers.Http(429, ""),
    };

    [Theory]
    [MemberData(nameof(ThrottledReplies))]
    public async Task What_is_throttled_is_tried_again_until_it_is_accepted(string reply)
    {
        using ScriptedGateway gateway = ScriptedGateway.Start(Throttling[reply], Throttling[reply], Answers.Accepted);

        Outcome outcome = await DeliverAsync(gateway);

        Assert.Equal((Verdict.Accepted, 3, 2, 3), (outcome.Verdict, outcome.Attempts, outcome.Throttled, gateway.Requests.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task What_stays_throttled_is_given_up_after_the_last_attempt(int maxAttempts)
    {
        using ScriptedGateway gateway = ScriptedGateway.Start(Answers.Throttled);

        Outcome outcome = await DeliverAsync(gateway, maxAttempts);

        Assert.Equal(
            (Verdict.Refused(RejectionReason.Throttled), maxAttempts, maxAttempts, maxAttempts - 1),
            (outcome.Verdict, outcome.Attempts, gateway.Requests.Count, _time.Waits.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Where_nobody_answers_the_last_attempt_is_the_end_and_nothing_was_sent(int maxAttempts)
    {
        using ScriptedGateway gateway = ScriptedGateway.Closed();

        Outcome outcome = await DeliverAsync(gateway, maxAttempts);

        Assert.Equal((Verdict.Refused(RejectionReason.Unreachable), maxAttempts, null), (outcome.Verdict, outcome.Attempts, outcome.SentAt));
    }

    [Fact]
    public async Task Who_answers_at_last_gets_the_request_once()
    {
        using ScriptedGateway gateway = ScriptedGateway.Closed(Answers.Accepted);
        TestTime time = new()
        {
            OnWait = number =>
            {
                if (number == 3)
                {
                    gateway.Open();
                }
            },
        };
        using DeliveryRig rig = new(gateway.Endpoint, time);

        Outcome outcome = await rig.DeliverAsync();

        Assert.Equal((Verdict.Accepted, 4, 1), (outcome.Verdict, outcome.Attempts, gateway.Requests.Count));
        Assert.Equal(time.GetUtcNow(), outcome.SentAt);
    }

    [Fact]
    public async Task Each_attempt_has_a_nonce_a_timestamp_and_a_signature_of_its_own()
    {
        using ScriptedGateway gateway = ScriptedGateway.Start(Answers.Refused("Throttling", "Retry-After: 3\r\n"));
        DateTimeOffset start = _time.GetUtcNow();

        await DeliverAsync(gateway);

        Assert.Equal(5, gateway.Requests.Select(request => request.Nonce).Distinct().Count());
        Assert.Equal(5, gateway.Requests.Select(request => request.Signature).Distinct().Count());
        Assert.Equal([0, 3, 6, 9, 12], gateway.Requests.Select(request => (request.Timestamp - start).TotalSeconds));
    }

    [Fact]
    public async Task The_outcome_tells_the_last_reply_and_the_time_with_its_waits()
    {
        using ScriptedGateway gateway = ScriptedGateway.Start(Answers.Refused("Throttling", "Retry-After: 3\r\n"), Answers.Accepted);
        DateTimeOffset start = _time.GetUtcNow();

        Outcome outcome = await DeliverAsync(gateway);

        Assert.Equal(("r-1", TimeSpan.FromSeconds(3), start.AddSeconds(3)), (outcome.Reply.RequestId, outcome.Duration, outcome.SentAt));
    }

    private async Task<Outcome> DeliverAsync(ScriptedGateway gateway, int maxAttempts = 5)
    {
        using DeliveryRig rig = new(gateway.Endpoint, _time, new DeliveryOptions { MaxAttempts = maxAttempts });
        return await rig.DeliverAsync();
    }
}
