using System.Linq;
using TuyaIot.Journals;
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
}
