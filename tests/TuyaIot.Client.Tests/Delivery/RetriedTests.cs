using System;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Tests.Servers;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>What was never sent, or may be repeated, is tried again: as often as asked for, each time as a request of its own.</summary>
public sealed class RetriedTests
{
    private readonly TestTime _time = new();

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Where_nobody_answers_the_last_attempt_is_the_end_and_nothing_was_sent(int maxAttempts)
    {
        using TestGateway gateway = TestGateway.Closed();

        Outcome outcome = await gateway.DeliverAsync(_time, new DeliveryOptions { MaxAttempts = maxAttempts });

        Assert.Equal((Verdict.Refused(RejectionReason.Unreachable), maxAttempts, null), (outcome.Verdict, outcome.Attempts, outcome.SentAt));
    }

    [Fact]
    public async Task Who_answers_at_last_gets_the_request_once()
    {
        using TestGateway gateway = TestGateway.Closed(GatewayReply.Accepted);
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
        using TestGateway gateway = new(new GatewayReply(503, """{"RequestId":"r-1"}""", "Retry-After: 3\r\n"));
        DateTimeOffset start = _time.GetUtcNow();

        await gateway.DeliverAsync(_time, new DeliveryOptions { RetryUnknown = true });

        Assert.Equal(5, gateway.Requests.Select(request => request["SignatureNonce"]).Distinct().Count());
        Assert.Equal(5, gateway.Requests.Select(request => request["Signature"]).Distinct().Count());
        Assert.Equal([0, 3, 6, 9, 12], gateway.Requests.Select(request => (request.Timestamp - start).TotalSeconds));
    }

    [Fact]
    public async Task The_outcome_tells_the_last_reply_and_the_time_with_its_waits()
    {
        using TestGateway gateway = new(new GatewayReply(503, """{"RequestId":"r-1"}""", "Retry-After: 3\r\n"), GatewayReply.Accepted);
        DateTimeOffset start = _time.GetUtcNow();

        Outcome outcome = await gateway.DeliverAsync(_time, new DeliveryOptions { RetryUnknown = true });

        Assert.Equal(("A-1", TimeSpan.FromSeconds(3), start.AddSeconds(3)), (outcome.Reply.RequestId, outcome.Duration, outcome.SentAt));
    }
}
