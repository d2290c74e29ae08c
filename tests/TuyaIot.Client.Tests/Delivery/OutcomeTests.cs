using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Replies;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>What several attempts come to together. Each takes a second.</summary>
public sealed class OutcomeTests
{
    private static readonly DeliveryOptions Repeating = new() { RetryUnknown = true };

    private static readonly Dictionary<char, GatewayReply> Said = new()
    {
        ['A'] = GatewayReply.Accepted,
        ['U'] = GatewayReply.Reset,
        ['T'] = GatewayReply.Throttled,
        ['D'] = GatewayReply.Refused("iot.device.NotExistedDevice"),
    };

    private static readonly Dictionary<char, Verdict> Verdicts = new()
    {
        ['A'] = Verdict.Accepted,
        ['U'] = Verdict.Unknown,
        ['D'] = Verdict.Refused(RejectionReason.Device),
    };

    private readonly TestTime _time = new();

    [Theory]
    [InlineData("A", 'A')]
    [InlineData("D", 'D')]
    [InlineData("TTA", 'A')]
    [InlineData("TD", 'D')]
    [InlineData("UA", 'A')]
    [InlineData("UD", 'U')]
    [InlineData("UTD", 'U')]
    [InlineData("UUD", 'U')]
    [InlineData("TUTA", 'A')]
    [InlineData("UUUUU", 'U')]
    public async Task Each_sequence_of_attempts_of_a_command_comes_to_one_verdict(string attempts, char verdict)
    {
        Outcome outcome = await DeliverAsync(attempts, isQuery: false);

        Assert.Equal(
            (Verdicts[verdict], attempts.Length, attempts.Count(static attempt => attempt == 'T')),
            (outcome.Verdict, outcome.Attempts, outcome.Throttled));
    }

    /// <summary>An earlier copy of a query is of no interest.</summary>
    [Theory]
    [InlineData("UA", 'A')]
    [InlineData("UD", 'D')]
    [InlineData("UTUD", 'D')]
    [InlineData("UUUUU", 'U')]
    public async Task The_verdict_on_a_query_is_that_of_its_last_attempt(string attempts, char verdict)
    {
        Outcome outcome = await DeliverAsync(attempts, isQuery: true);

        Assert.Equal((Verdicts[verdict], attempts.Length), (outcome.Verdict, outcome.Attempts));
    }

    [Fact]
    public async Task An_attempt_that_found_nobody_leaves_the_one_before_unknown()
    {
        TestGateway gateway = null!;
        using TestGateway started = gateway = new(_ =>
        {
            gateway.Dispose();
            return GatewayReply.Close;
        });
        using DeliveryRig rig = new(gateway.Endpoint, _time, Repeating);

        Outcome outcome = await rig.DeliverAsync();

        Assert.Equal((Verdict.Unknown, 5, _time.Start, null), (outcome.Verdict, outcome.Attempts, outcome.SentAt, outcome.Latency));
    }

    [Fact]
    public async Task A_corrected_clock_is_told_whatever_came_after()
    {
        using TestGateway gateway = new(
            ClockedReply.Expired(_time.GetUtcNow().AddHours(3)), GatewayReply.Throttled, GatewayReply.Accepted);
        using DeliveryRig rig = new(gateway.Endpoint, _time);

        Assert.Equal(TimeSpan.FromHours(3), (await rig.DeliverAsync()).CorrectedClock);
    }

    [Fact]
    public async Task Of_two_corrections_the_last_is_told()
    {
        DateTimeOffset now = _time.GetUtcNow();
        using TestGateway gateway = new(ClockedReply.Expired(now.AddHours(1)), ClockedReply.Expired(now.AddHours(3)), GatewayReply.Accepted);
        using DeliveryRig rig = new(gateway.Endpoint, _time);

        Assert.Equal(TimeSpan.FromHours(3), (await rig.DeliverAsync()).CorrectedClock);
    }

    [Fact]
    public async Task An_action_judges_accepted_replies_only()
    {
        ApiAction action = ApiAction.Command("Any") with { Judge = static reply => (Verdict.Refused(RejectionReason.DeviceOffline), reply with { Code = "OFFLINE" }) };
        using TestGateway gateway = new(GatewayReply.Accepted, GatewayReply.Refused("iot.device.NotExistedDevice"));
        using DeliveryRig rig = new(gateway.Endpoint, _time);

        Outcome judged = await rig.DeliverAsync(action);
        Outcome refused = await rig.DeliverAsync(action);

        Assert.Equal((Verdict.Refused(RejectionReason.DeviceOffline), "OFFLINE"), (judged.Verdict, judged.Reply.Code));
        Assert.Equal((Verdict.Refused(RejectionReason.Device), "iot.device.NotExistedDevice"), (refused.Verdict, refused.Reply.Code));
    }

    [Fact]
    public async Task What_is_to_be_recorded_before_a_request_is_recorded_when_its_turn_has_come()
    {
        using TestGateway gateway = new(GatewayReply.Throttled, GatewayReply.Accepted, GatewayReply.Accepted);
        using DeliveryRig rig = new(gateway.Endpoint, _time, new DeliveryOptions { RequestsPerSecond = 0.1 });
        List<(DateTimeOffset At, int Requests)> said = [];
        rig.Record = new TestRecord(() => said.Add((_time.GetUtcNow(), gateway.Requests.Count)));

        await rig.DeliverAsync();
        DateTimeOffset second = _time.GetUtcNow();
        await rig.DeliverAsync();

        Assert.Equal(3, gateway.Requests.Count);
        Assert.Equal([0, 1, 2], said.Select(static one => one.Requests));
        Assert.InRange((said[2].At - second).TotalSeconds, 9, double.MaxValue);
    }

    [Fact]
    public async Task Nothing_is_sent_where_that_cannot_be_recorded()
    {
        using TestGateway gateway = new(GatewayReply.Accepted);
        using DeliveryRig rig = new(gateway.Endpoint, _time) { Record = new TestRecord(static () => throw new InvalidOperationException("Full.")) };

        Outcome outcome = await rig.DeliverAsync();

        Assert.Equal((DeliveryStatus.Rejected, null, 0), (outcome.Verdict.Status, outcome.SentAt, gateway.Requests.Count));
    }

    /// <summary>It may have been thrown after the request was sent, for all that is known.</summary>
    [Fact]
    public async Task An_unforeseen_exception_is_an_unknown_outcome_with_its_text_made_fit_for_a_log()
    {
        // The first nonce only measures the call.
        int nonces = 0;
        using DeliveryRig rig = new(
            new Uri("http://127.0.0.1:1/"),
            _time,
            createNonce: () => ++nonces == 1 ? "nonce" : throw new InvalidCastException("Broken.\u001b[31m"));

        Outcome outcome = await rig.DeliverAsync();

        Assert.Equal((Verdict.Unknown, 1), (outcome.Verdict, outcome.Attempts));
        Assert.Contains("InvalidCastException: Broken.", outcome.Reply.ErrorMessage);
        Assert.DoesNotContain('\u001b', outcome.Reply.ErrorMessage!);
        Assert.Equal(outcome.Reply.Failure!.Message, outcome.Reply.ErrorMessage);
    }

    [Fact]
    public async Task An_unforeseen_exception_before_anything_was_sent_is_a_refusal()
    {
        using RpcClient client = Sample.Client(Sample.Options(), _time);
        RequestDelivery delivery = new(new GatewaySession(client, _time, static _ => throw new InvalidCastException("Broken.")), new DeliveryOptions());

        Outcome outcome = await delivery.DeliverAsync(Sample.Request, ApiAction.Command("Any"), record: null, CancellationToken.None);

        Assert.Equal((Verdict.Refused(RejectionReason.Request), 1, null, null), (outcome.Verdict, outcome.Attempts, outcome.SentAt, outcome.Latency));
        Assert.Equal(
            (TransportFailureKind.ConnectionLost, false, "InvalidCastException: Broken."),
            (outcome.Reply.Failure!.Kind, outcome.Reply.Failure.Sent, outcome.Reply.ErrorMessage));
    }

    /// <summary>What may have been carried out once stays so, whatever is said of it later.</summary>
    [Theory]
    [InlineData("A", "S")]
    [InlineData("D", "S")]
    [InlineData("TTA", "S, R Throttling.User, S, R Throttling.User, S")]
    [InlineData("TUTA", "S, R Throttling.User, S, S, S")]
    [InlineData("UTD", "S, S, S")]
    public async Task What_was_refused_for_now_is_recorded_and_each_turn_too(string attempts, string expected)
    {
        using TestGateway gateway = new([.. attempts.Select(static attempt => Said[attempt])]);
        TestRecord record = new();
        using DeliveryRig rig = new(gateway.Endpoint, _time, Repeating) { Record = record };

        await rig.DeliverAsync();

        Assert.Equal(expected, string.Join(", ", record.Lines));
    }

    [Fact]
    public async Task What_found_nobody_is_recorded_as_a_refusal()
    {
        using TestGateway gateway = TestGateway.Closed();
        TestRecord record = new();
        using DeliveryRig rig = new(gateway.Endpoint, _time, new DeliveryOptions { RequestsPerSecond = 0, MaxAttempts = 2 }) { Record = record };

        await rig.DeliverAsync();

        Assert.Equal("S, R ConnectionFailed, S, R ConnectionFailed", string.Join(", ", record.Lines));
    }

    [Fact]
    public async Task What_was_never_sent_says_so()
    {
        using DeliveryRig rig = new(new Uri("http://127.0.0.1:1/"), _time);
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();

        Outcome outcome = await rig.DeliverAsync(stop.Token);

        Assert.Equal((TransportFailureKind.Stopped, false), (outcome.Reply.Failure!.Kind, outcome.Reply.Failure.Sent));
        Assert.Equal(("The run was stopped before this was sent.", outcome.Reply.ErrorMessage), (outcome.Reply.ErrorMessage, outcome.Reply.Failure.Message));
        Assert.Equal((TimeSpan.Zero, null, 0), (outcome.Duration, outcome.Latency, outcome.Throttled));
    }

    [Fact]
    public void Where_nothing_is_said_a_request_is_tried_five_times_at_its_actions_quota_and_throttled_for_two_minutes()
    {
        DeliveryOptions options = new();

        Assert.Equal((5, false, null, TimeSpan.FromMinutes(2)), (options.MaxAttempts, options.RetryUnknown, options.RequestsPerSecond, options.MaxThrottledTime));
        Assert.Equal(new ApiAction("a", IsQuery: true, RequestsPerSecond: 10), ApiAction.Query("a"));
        Assert.Equal(new ApiAction("a", IsQuery: false, RequestsPerSecond: 10), ApiAction.Command("a"));
    }

    private async Task<Outcome> DeliverAsync(string attempts, bool isQuery)
    {
        using TestGateway gateway = new([.. attempts.Select(static attempt => Said[attempt])]);
        using DeliveryRig rig = new(gateway.Endpoint, _time, isQuery ? new DeliveryOptions() : Repeating);

        Outcome outcome = isQuery ? await rig.DeliverAsync(ApiAction.Query("QueryDevice")) : await rig.DeliverAsync();

        Assert.Equal(attempts.Length, gateway.Requests.Count);
        Assert.Equal(gateway.Requests[^1].Timestamp, outcome.SentAt!.Value, TimeSpan.FromSeconds(1));
        return outcome;
    }
}
