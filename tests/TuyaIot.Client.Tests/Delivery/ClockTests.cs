using System;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Tests.Servers;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>A machine whose clock is wrong learns the time from the gateway that refused it.</summary>
public sealed class ClockTests
{
    private readonly TestTime _time = new();

    [Theory]
    [InlineData(-24 * 60)]
    [InlineData(-16)]
    [InlineData(16)]
    [InlineData(24 * 60)]
    public async Task A_wrong_clock_costs_one_attempt_once(int minutes)
    {
        TimeSpan ahead = TimeSpan.FromMinutes(minutes);
        using TestGateway gateway = Ahead(ahead);
        using DeliveryRig rig = new(gateway.Endpoint, _time);

        Outcome first = await rig.DeliverAsync();
        Outcome second = await rig.DeliverAsync();

        Assert.Equal((Verdict.Accepted, 2, ahead), (first.Verdict, first.Attempts, first.CorrectedClock));
        Assert.Equal((Verdict.Accepted, 1, null), (second.Verdict, second.Attempts, second.CorrectedClock));
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task The_outcome_tells_this_machines_own_time()
    {
        using TestGateway gateway = Ahead(TimeSpan.FromHours(5));

        Outcome outcome = await gateway.DeliverAsync(_time);

        Assert.Equal(_time.GetUtcNow(), outcome.SentAt);
        Assert.Equal(_time.GetUtcNow().AddHours(5), gateway.Requests[^1].Timestamp);
    }

    [Fact]
    public async Task Requests_that_left_together_with_the_wrong_time_are_all_accepted()
    {
        using TestGateway gateway = Ahead(TimeSpan.FromHours(-5));
        using DeliveryRig rig = new(gateway.Endpoint, _time);

        Outcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => rig.DeliverAsync()));

        Assert.All(outcomes, outcome => Assert.Equal(DeliveryStatus.Accepted, outcome.Verdict.Status));
        Assert.All(outcomes, outcome => Assert.InRange(outcome.Attempts, 1, 2));
    }

    [Fact]
    public async Task A_clock_that_goes_wrong_later_is_corrected_again()
    {
        using TestGateway gateway = new(request => ClockedReply.To(request, _time.GetUtcNow().AddHours(request.Number <= 2 ? 1 : 3)));
        using DeliveryRig rig = new(gateway.Endpoint, _time);

        await rig.DeliverAsync();
        Outcome outcome = await rig.DeliverAsync();

        Assert.Equal((Verdict.Accepted, 2, TimeSpan.FromHours(3)), (outcome.Verdict, outcome.Attempts, outcome.CorrectedClock));
    }

    [Fact]
    public async Task Who_refuses_even_its_own_time_is_not_asked_a_third_time()
    {
        using TestGateway gateway = new(ClockedReply.Expired(_time.GetUtcNow().AddHours(1)));

        Outcome outcome = await gateway.DeliverAsync(_time);

        Assert.Equal((Verdict.Refused(RejectionReason.WrongClock), 2, 2), (outcome.Verdict, outcome.Attempts, gateway.Requests.Count));
    }

    [Fact]
    public async Task Who_gives_another_time_in_each_reply_is_not_asked_for_ever()
    {
        DateTimeOffset told = _time.GetUtcNow();
        using TestGateway gateway = new(_ => ClockedReply.Expired(told += TimeSpan.FromHours(1)));

        Outcome outcome = await gateway.DeliverAsync(_time);

        Assert.Equal((Verdict.Refused(RejectionReason.WrongClock), 5), (outcome.Verdict, gateway.Requests.Count));
    }

    [Fact]
    public async Task Without_a_Date_there_is_nothing_to_learn()
    {
        using TestGateway gateway = new(GatewayReply.Refused("InvalidTimeStamp.Expired"));

        Outcome outcome = await gateway.DeliverAsync(_time);

        Assert.Equal((Verdict.Refused(RejectionReason.WrongClock), 1, null), (outcome.Verdict, outcome.Attempts, outcome.CorrectedClock));
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public async Task A_Date_on_any_other_reply_moves_no_clock()
    {
        const string Yesterday = "Mon, 18 Nov 2024 10:15:00 GMT";
        using TestGateway gateway = new(ClockedReply.Dated("iot.device.X", Yesterday), new GatewayReply(200, """{"Success":true}""", $"Date: {Yesterday}\r\n"));
        using DeliveryRig rig = new(gateway.Endpoint, _time);

        await rig.DeliverAsync();
        await rig.DeliverAsync();

        Assert.Equal(_time.GetUtcNow(), gateway.Requests[^1].Timestamp);
    }

    [Theory]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("Mon, 01 Jan 0001 00:00:00 GMT")]
    [InlineData("Fri, 21 Nov 2025 10:15:00 GMT")]
    public async Task A_time_beyond_reason_is_not_taken_over(string date)
    {
        using TestGateway gateway = new(
            ClockedReply.Dated("InvalidTimeStamp.Expired", date), GatewayReply.Accepted);
        using DeliveryRig rig = new(gateway.Endpoint, _time);

        Outcome outcome = await rig.DeliverAsync();
        Outcome next = await rig.DeliverAsync();

        Assert.Equal((Verdict.Refused(RejectionReason.WrongClock), 1, null), (outcome.Verdict, outcome.Attempts, outcome.CorrectedClock));
        Assert.Equal((Verdict.Accepted, 1), (next.Verdict, next.Attempts));
        Assert.Equal(_time.GetUtcNow(), gateway.Requests[^1].Timestamp);
    }

    /// <summary>A Date counts whole seconds, so that a difference of two is none. The time is taken over all the same.</summary>
    [Theory]
    [InlineData(2, false)]
    [InlineData(-2, false)]
    [InlineData(2.001, true)]
    [InlineData(-2.001, true)]
    public void A_correction_helps_where_it_is_more_than_two_seconds(double seconds, bool helps)
    {
        GatewayClock clock = new(_time);
        TimeSpan request = TimeSpan.FromHours(1);
        TimeSpan gateway = request + TimeSpan.FromSeconds(seconds);

        Assert.Equal(helps ? gateway : null, clock.Correct(_time.GetUtcNow() + gateway, request));
        Assert.Equal(gateway, clock.Offset);
    }

    [Fact]
    public void The_end_of_the_calendar_is_not_passed()
    {
        Assert.Equal(DateTimeOffset.MaxValue, GatewayClock.Shift(DateTimeOffset.MaxValue, TimeSpan.FromDays(366)));
        Assert.Equal(DateTimeOffset.MinValue, GatewayClock.Shift(DateTimeOffset.MinValue, TimeSpan.FromDays(-366)));
    }

    /// <summary>A gateway whose clock is ahead of this machine's.</summary>
    private TestGateway Ahead(TimeSpan by) => new(request => ClockedReply.To(request, _time.GetUtcNow() + by));
}
