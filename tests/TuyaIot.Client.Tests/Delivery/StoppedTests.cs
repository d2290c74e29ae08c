using System;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Tests.Servers;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>A stop ends the delivery wherever it is, nothing is sent after it, and the outcome does not claim more than is known.</summary>
public sealed class StoppedTests : IDisposable
{
    private readonly TestTime _time = new(skips: false);
    private readonly CancellationTokenSource _stop = new();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(5, 0)]
    [InlineData(1, 10)]
    [InlineData(5, 10)]
    public async Task Before_it_began_nothing_is_tried(int maxAttempts, double requestsPerSecond)
    {
        using TestGateway gateway = new(GatewayReply.Accepted);
        using DeliveryRig rig = new(
            gateway.Endpoint, _time, new DeliveryOptions { MaxAttempts = maxAttempts, RequestsPerSecond = requestsPerSecond });
        await _stop.CancelAsync();

        Outcome outcome = await rig.DeliverAsync(_stop.Token);

        AssertNothingSent(outcome);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public async Task While_it_waits_for_its_turn_nothing_is_tried()
    {
        using TestGateway gateway = new(GatewayReply.Accepted);
        using DeliveryRig rig = new(gateway.Endpoint, _time, new DeliveryOptions { RequestsPerSecond = 1 });
        await rig.DeliverAsync();

        Task<Outcome> waiting = rig.DeliverAsync(_stop.Token);
        await _time.WaitBeginsAsync();
        await _stop.CancelAsync();
        Outcome outcome = await waiting;
        _time.Advance(TimeSpan.FromMinutes(1));

        AssertNothingSent(outcome);
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public async Task A_stopped_wait_leaves_the_turn_to_the_next_request()
    {
        using TestGateway gateway = new(GatewayReply.Accepted);
        using DeliveryRig rig = new(gateway.Endpoint, _time, new DeliveryOptions { RequestsPerSecond = 1 });
        await rig.DeliverAsync();
        Task<Outcome> waiting = rig.DeliverAsync(_stop.Token);
        await _time.WaitBeginsAsync();
        await _stop.CancelAsync();
        await waiting;

        Task<Outcome> next = rig.DeliverAsync();
        await _time.WaitBeginsAsync();
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(Verdict.Accepted, (await next).Verdict);
    }

    [Fact]
    public async Task While_it_waits_for_another_attempt_the_last_one_tells_what_is_known()
    {
        using TestGateway gateway = new(GatewayReply.Throttled, GatewayReply.Accepted);

        Outcome outcome = await StopWhileWaitingAsync(gateway, new DeliveryOptions());

        Assert.Equal((Verdict.Refused(RejectionReason.Throttled), 1), (outcome.Verdict, outcome.Attempts));
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public async Task While_it_waits_to_send_again_what_was_lost_it_stays_unknown()
    {
        using TestGateway gateway = new(GatewayReply.Reset, GatewayReply.Accepted);

        Outcome outcome = await StopWhileWaitingAsync(gateway, new DeliveryOptions { RetryUnknown = true });

        Assert.Equal((Verdict.Unknown, 1), (outcome.Verdict, outcome.Attempts));
        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData(false, 5)]
    [InlineData(true, 5)]
    [InlineData(false, 1)]
    public async Task Once_it_is_under_way_its_fate_is_unknown(bool retryUnknown, int maxAttempts)
    {
        using TestGateway gateway = new(GatewayReply.Accepted.After(static () => Task.Delay(-1)), GatewayReply.Accepted);
        using DeliveryRig rig = new(
            gateway.Endpoint, _time, new DeliveryOptions { RetryUnknown = retryUnknown, MaxAttempts = maxAttempts });

        Task<Outcome> underWay = rig.DeliverAsync(_stop.Token);
        await gateway.ArrivedAsync(1);
        await _stop.CancelAsync();
        Outcome outcome = await underWay;
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((Verdict.Unknown, 1, _time.Start), (outcome.Verdict, outcome.Attempts, outcome.SentAt));
        Assert.Single(gateway.Requests);
    }

    public void Dispose() => _stop.Dispose();

    private static void AssertNothingSent(Outcome outcome) =>
        Assert.Equal((Verdict.Refused(RejectionReason.Stopped), 0, null), (outcome.Verdict, outcome.Attempts, outcome.SentAt));

    private async Task<Outcome> StopWhileWaitingAsync(TestGateway gateway, DeliveryOptions options)
    {
        using DeliveryRig rig = new(gateway.Endpoint, _time, options);
        Task<Outcome> waiting = rig.DeliverAsync(_stop.Token);
        await _time.WaitBeginsAsync();
        await _stop.CancelAsync();
        Outcome outcome = await waiting;
        _time.Advance(TimeSpan.FromMinutes(1));
        return outcome;
    }
}
