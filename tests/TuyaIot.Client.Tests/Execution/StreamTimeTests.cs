using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using TuyaIot.Execution;
using TuyaIot.Journals;
using TuyaIot.Messages;
using Xunit;
using static TuyaIot.Client.Tests.Execution.TrackerRig;

namespace TuyaIot.Client.Tests.Execution;

/// <summary>When silence is an answer.</summary>
public sealed class StreamTimeTests
{
    private TrackerRig _rig = new();

    [Fact]
    public void A_device_is_silent_after_its_time_on_a_stream_that_was_up_and_had_nothing_more()
    {
        _rig.Add(Service(), "a").HearAnother();
        Assert.Empty(_rig.Pass(119).Told);

        _rig.Pass(1);

        Assert.Equal((ExecutionStatus.NoAnswer, null, "The device did not reply within 120 s."), (_rig.Only.Status, _rig.Only.Evidence, _rig.Only.Message));
        Assert.Equal(0, _rig.Tracker.Open);
    }

    [Fact]
    public void Each_device_has_its_time_from_its_own_send()
    {
        _rig.Add(Service(0), "a").Add(Service(60), "b").HearAnother();

        Assert.Equal(["a"], _rig.Pass(130).Told.Select(static told => told.DeviceName));
        Assert.Equal(["a", "b"], _rig.Pass(51).Told.Select(static told => told.DeviceName));
    }

    [Fact]
    public void On_a_stream_that_is_behind_nobody_is_silent_until_it_has_passed_the_time()
    {
        _rig.Add(Service(), "a");
        for (int second = 1; second <= 150; second++)
        {
            // Messages come all the time, each of them a minute old.
            _rig.Now = second;
            _rig.Hear(Status("another", second - 60, "online")).Pass(0);
        }

        Assert.Empty(_rig.Told);
        Assert.Equal(60, _rig.Tracker.Lag!.Value.TotalSeconds, tolerance: 1);

        _rig.Hear(Reply("a", 100));
        Assert.Equal((ExecutionStatus.Executed, false), (_rig.Only.Status, _rig.Only.Late));
    }

    [Fact]
    public void Something_that_was_generated_after_the_time_says_that_the_stream_has_passed_it()
    {
        _rig.Add(Service(), "a");
        _rig.Now = 150;
        _rig.Hear(Status("another", 120, "online"));
        _rig.Tracker.Advance(_rig.Time);
        Assert.Empty(_rig.Told);

        _rig.Hear(Status("another", 124, "online"));
        _rig.Tracker.Advance(_rig.Time);
        Assert.Equal(ExecutionStatus.NoAnswer, _rig.Only.Status);
    }

    [Fact]
    public void Where_nothing_was_heard_of_a_product_its_devices_are_not_heard()
    {
        _rig.Add(Service(), "a").Add(Service() with { ProductKey = "pk2" }, "b").HearAnother().Pass(121);

        Assert.Equal(
            [("a", ExecutionStatus.NoAnswer), ("b", ExecutionStatus.NotHeard)], _rig.Told.Select(static told => (told.DeviceName, told.Status)).Order());
    }

    [Fact]
    public void After_a_break_a_quiet_stream_says_nothing_until_everything_was_pushed_again()
    {
        _rig.Add(Service(), "a").HearAnother().Pass(100);
        _rig.Tracker.Attach(null);
        _rig.Pass(10);
        _rig.Tracker.Attach(_rig.Time);

        Assert.Empty(_rig.Pass(30).Told);
        Assert.Equal(ExecutionStatus.NoAnswer, _rig.Pass(1).Only.Status);
    }

    [Fact]
    public void After_a_break_a_message_from_after_the_time_says_that_nothing_was_missed()
    {
        _rig.Add(Service(), "a").HearAnother().Pass(50);
        _rig.Tracker.Attach(null);
        _rig.Pass(10);
        _rig.Tracker.Attach(_rig.Time);
        _rig.Now = 125;

        _rig.HearAnother().Pass(0);

        Assert.Equal(ExecutionStatus.NoAnswer, _rig.Only.Status);
    }

    [Fact]
    public void A_stream_that_stays_down_is_not_waited_for_longer_than_its_patience()
    {
        _rig.Add(Service(), "a").HearAnother();
        _rig.Tracker.Attach(null);

        Assert.Empty(_rig.Pass(179).Told);
        Assert.Equal(ExecutionStatus.NotHeard, _rig.Pass(1).Only.Status);
    }

    [Fact]
    public void A_stream_that_was_attached_after_the_send_says_nothing_by_its_quiet()
    {
        _rig = new TrackerRig(attachedAt: 1);
        _rig.Add(Service(), "a").HearAnother();

        Assert.Equal(ExecutionStatus.NotHeard, _rig.Pass(121).Pass(60).Only.Status);
    }

    [Fact]
    public void A_lost_call_of_a_silent_device_stays_unknown()
    {
        _rig.Add(Lost(), "a").HearAnother().Pass(121);

        Assert.Equal(ExecutionStatus.Unknown, _rig.Only.Status);
    }

    [Fact]
    public void An_answer_after_the_time_is_late_and_replaces_what_was_said()
    {
        _rig.Add(Service(), "a", "b").Add(Lost(), "c").HearAnother().Hear(Reply("b", 3, code: 9201)).Pass(121);
        Assert.Equal([ExecutionStatus.Offline, ExecutionStatus.NoAnswer, ExecutionStatus.Unknown], _rig.Told.Select(static told => told.Status));
        Assert.Equal(0, _rig.Tracker.Open);

        _rig.Hear(Reply("a", 130)).Hear(Reply("b", 131, code: 460)).Hear(Reply("c", 132));

        Assert.Equal(
            [("a", ExecutionStatus.Executed, true), ("b", ExecutionStatus.Failed, true), ("c", ExecutionStatus.Executed, true)],
            _rig.Told.Skip(3).Select(static told => (told.DeviceName, told.Status, told.Late)));
    }

    [Fact]
    public void What_another_wait_had_given_up_is_late()
    {
        _rig.Add(Service() with { Seen = ExecutionStatus.NoAnswer }, "a").Hear(Reply("a", 3));

        Assert.True(_rig.Only.Late);
    }

    [Fact]
    public void Executed_and_failed_are_final_and_a_contradiction_is_told_as_one()
    {
        _rig.Add(Service(), "a").Hear(Reply("a", 3)).Hear(Reply("a", 4)).Hear(Reply("a", 5, code: 9201)).Hear(Reply("a", 6, code: 460));

        Assert.Equal([(ExecutionStatus.Executed, false), (ExecutionStatus.Failed, true)], _rig.Told.Select(static told => (told.Status, told.Contradicts)));
    }

    [Fact]
    public void The_time_that_a_device_took_is_by_the_clock_of_the_gateway_and_not_by_how_late_the_message_is()
    {
        _rig.Now = 90;
        _rig.Add(Service(), "a").Hear(Reply("a", 4));

        Assert.Equal(4, _rig.Only.Elapsed!.Value.TotalSeconds, tolerance: 0.6);
    }

    [Fact]
    public void A_reply_without_any_time_took_until_it_came_and_is_late_only_after_another_status()
    {
        _rig.Add(Service(messageId: "77"), "a");
        _rig.Now = 300;
        _rig.Hear(Reply("a", 3) with { GeneratedAt = null });

        Assert.Equal((TimeSpan.FromSeconds(300), false), (_rig.Only.Elapsed, _rig.Only.Late));
    }

    [Fact]
    public void The_state_of_the_stream_is_that_of_its_last_message()
    {
        Assert.Equal((true, null, false), (_rig.Tracker.IsAttached, _rig.Tracker.Lag, _rig.Tracker.HasHeard(ProductKey)));

        _rig.Add(Service(), "a").Add(Service(0.5), "a");
        _rig.Now = 50;
        _rig.Hear(new DeviceMessage(null, "/x", MessageKind.Custom, GatewayAt(45)));
        Assert.Equal(5, _rig.Tracker.Lag!.Value.TotalSeconds, tolerance: 1);
        Assert.False(_rig.Tracker.HasHeard(ProductKey));

        // The time of a message that does not say it is not known, and the one before it may have been older.
        _rig.Now = 52;
        _rig.Hear(new DeviceMessage(null, "/x", MessageKind.Custom, null) { ProductKey = ProductKey });
        Assert.Equal(7, _rig.Tracker.Lag!.Value.TotalSeconds, tolerance: 1);
        Assert.True(_rig.Tracker.HasHeard(ProductKey));

        _rig.Tracker.Attach(null);
        Assert.False(_rig.Tracker.IsAttached);
    }

    [Fact]
    public void An_old_message_after_a_new_one_does_not_take_back_that_the_stream_has_passed_the_time()
    {
        _rig.Add(Service(), "a");
        _rig.Now = 150;
        _rig.Hear(Status("another", 124, "online")).Hear(Status("another", 10, "online")).Hear(Timeless());

        _rig.Tracker.Advance(_rig.Time);

        Assert.Equal(ExecutionStatus.NoAnswer, _rig.Only.Status);

        static StatusMessage Timeless() => new("s", "/as/mqtt/status/pk1/another", null) { ProductKey = ProductKey };
    }

    [Fact]
    public void A_stream_is_at_its_end_once_nothing_has_come_for_a_second()
    {
        _rig.Add(Service(), "a");
        _rig.Now = 119.5;
        _rig.HearAnother();

        Assert.Empty(_rig.Pass(0.5).Pass(0.4).Told);
        Assert.Equal(ExecutionStatus.NoAnswer, _rig.Pass(0.1).Only.Status);
    }

    [Fact]
    public void A_link_is_at_its_end_no_sooner_than_a_second_after_it_came_up()
    {
        _rig = new TrackerRig(new ExecutionOptions { RedeliveryTime = TimeSpan.Zero });
        _rig.Add(Service(), "a").HearAnother();
        _rig.Tracker.Attach(null);
        Assert.Empty(_rig.Pass(130).Told);
        _rig.Tracker.Attach(_rig.Time);

        Assert.Empty(_rig.Pass(0.9).Told);
        Assert.Equal(ExecutionStatus.NoAnswer, _rig.Pass(0.1).Only.Status);
    }

    [Fact]
    public void A_stream_that_was_never_up_says_nothing_after_its_patience()
    {
        _rig = new TrackerRig(attachedAt: null);
        _rig.Add(Service(), "a");

        Assert.Empty(_rig.Pass(179).Told);
        Assert.Equal(
            (ExecutionStatus.NotHeard, "The stream of messages did not reach the end of the device's time."), (_rig.Pass(1).Only.Status, _rig.Only.Message));
    }

    [Theory]
    [InlineData(-1, 36)]
    [InlineData(1, 10)]
    public void However_short_the_patience_what_was_under_way_when_a_link_broke_is_waited_for_where_it_was_up_at_the_send(int attachedAt, int patience)
    {
        _rig = new TrackerRig(new ExecutionOptions { Patience = TimeSpan.FromSeconds(10) }, attachedAt);
        _rig.Add(Service(), "a").HearAnother();
        _rig.Tracker.Attach(null);

        Assert.Empty(_rig.Pass(120 + patience - 1).Told);
        Assert.Equal(ExecutionStatus.NotHeard, _rig.Pass(1).Only.Status);
    }

    [Fact]
    public void A_stream_that_is_behind_is_not_waited_for_longer_than_ten_minutes()
    {
        _rig.Add(Service(), "a");
        for (; _rig.Now < 720; _rig.Now++)
        {
            _rig.Hear(Status("another", 60, "online")).Pass(0);
        }

        Assert.Empty(_rig.Told);
        Assert.Equal(ExecutionStatus.NotHeard, _rig.Hear(Status("another", 60, "online")).Pass(0).Only.Status);
    }

    [Fact]
    public void A_command_of_long_ago_is_waited_for_from_when_it_is_known()
    {
        _rig = new TrackerRig(attachedAt: 990);
        _rig.Now = 1000;
        _rig.Add(Service(), "a").Hear(Status("another", 50, "online"));

        Assert.Empty(_rig.Pass(59).Told);
        Assert.Equal(ExecutionStatus.NotHeard, _rig.Pass(1).Only.Status);
    }

    /// <summary>The time of a send may come from a file of the user's.</summary>
    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999Z")]
    public void A_send_may_be_at_either_end_of_the_calendar(string sentAt)
    {
        _rig.Add(Lost() with { SentAt = DateTimeOffset.Parse(sentAt, CultureInfo.InvariantCulture) }, "a").Pass(130);

        _rig.Tracker.End(_rig.Time, "The wait was ended.");

        Assert.Equal(ExecutionStatus.NotHeard, _rig.Only.Status);
    }

    [Fact]
    public void The_end_says_of_each_device_of_which_nothing_was_said_that_it_was_not_heard()
    {
        _rig.Add(Service(0), "a", "b").Add(Service(1), "c", "d").Hear(Reply("b", 3)).Hear(Reply("c", 3, code: 9201));
        _rig.Now = 5;

        _rig.Tracker.End(_rig.Time, "The wait was ended.");

        Assert.Equal(
            [("b", ExecutionStatus.Executed), ("c", ExecutionStatus.Offline), ("a", ExecutionStatus.NotHeard), ("d", ExecutionStatus.NotHeard)],
            _rig.Told.Select(static told => (told.DeviceName, told.Status)));
        Assert.All(_rig.Told.Skip(2), static told => Assert.Equal(("The wait was ended.", At(5), null), (told.Message, told.SettledAt, told.Evidence)));
        Assert.Equal((0, 4), (_rig.Tracker.Open, _rig.Told.Count));
    }

    [Fact]
    public void What_is_said_again_is_not_told_again()
    {
        _rig.Add(Service(), "a").Hear(Reply("a", 3, code: 9201)).Hear(Reply("a", 4, code: 9200));

        Assert.Equal("9201", _rig.Only.Code);
    }

    [Fact]
    public void A_reply_that_the_call_itself_brought_is_told_as_one()
    {
        DeviceExecution answered = ExecutionTracker.CreateAnswered(Service(messageId: "77"), "a", JsonDocument.Parse("""{"done":1}""").RootElement, At(9));

        Assert.Equal(
            (ExecutionStatus.Executed, ExecutionEvidence.Reply, "The device replied to the call.", TimeSpan.FromSeconds(0.2), At(9)),
            (answered.Status, answered.Evidence, answered.Message, answered.Elapsed, answered.SettledAt));
        Assert.Equal("""{"done":1}""", answered.Output!.Value.GetRawText());
        Assert.Equal((false, false, false, "Executed: a"), (answered.Inferred, answered.Late, answered.Contradicts, answered.ToString()));
    }
}
