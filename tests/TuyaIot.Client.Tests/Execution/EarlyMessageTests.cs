using System;
using System.Linq;
using System.Text.Json;
using TuyaIot.Execution;
using TuyaIot.Journals;
using TuyaIot.Messages;
using Xunit;
using static TuyaIot.Client.Tests.Execution.TrackerRig;

namespace TuyaIot.Client.Tests.Execution;

/// <summary>A device may reply before its command is known. What had to go meanwhile makes no device silent.</summary>
public sealed class EarlyMessageTests
{
    private const string MayBeAmongThem = "More replies came than could be kept, and the reply of this device may have been among them.";

    private static readonly DeviceMessage Event = new EventMessage("e", "/pk1/a/thing/event/x/post", GatewayAt(1)) { ProductKey = ProductKey, DeviceName = "a" };

    private readonly TrackerRig _rig = new(new ExecutionOptions { MaxEarlyReplies = 2, MaxEarlyReports = 2 });

    [Fact]
    public void What_may_be_evidence_for_a_command_is_kept_and_nothing_else()
    {
        TrackerRig restarts = new(new ExecutionOptions { TakesStatusChanges = true, TakesReports = false });

        Assert.Equal((true, true), (Keeps(_rig, Reply("a", 1)), Keeps(_rig, Report("a", 1, """{"x":1}"""))));
        Assert.Equal((true, true), (Keeps(restarts, Reply("a", 1)), Keeps(restarts, Status("a", 1, "online"))));
        Assert.False(Keeps(_rig, Report("a", 1, """{"x":1}""", isHistory: true)));
        Assert.False(Keeps(_rig, Status("a", 1, "online")));
        Assert.False(Keeps(restarts, Report("a", 1, """{"x":1}""")));
        Assert.False(Keeps(_rig, Event));
        Assert.False(Keeps(_rig, Reply("a", 1) with { DeviceName = null }));
        Assert.False(Keeps(_rig, Reply("a", 1) with { ProductKey = null }));
    }

    [Fact]
    public void What_is_kept_outlives_the_body_that_it_was_read_from()
    {
        using (JsonDocument body = JsonDocument.Parse("""{"done":1}"""))
        {
            _rig.Hear(Reply("a", 1) with { Body = body.RootElement, Data = body.RootElement });
            _rig.Hear(Report("b", 1, "{}") with { Items = [new ReportedProperty("done", body.RootElement.GetProperty("done"), null)] });
        }

        _rig.Add(Service(), "a").Add(Properties("""{"done":1}"""), "b");

        Assert.Equal(["a", "b"], _rig.Told.Select(static told => told.DeviceName));
        Assert.Equal("""{"done":1}""", _rig.Told[0].Output!.Value.GetRawText());
    }

    [Fact]
    public void A_restart_before_its_command_is_known_is_kept()
    {
        TrackerRig rig = new(new ExecutionOptions { TakesStatusChanges = true });

        rig.Hear(Status("a", 1, "offline")).Hear(Status("a", 2, "online")).Add(Service(), "a");

        Assert.Equal(ExecutionEvidence.StatusChange, rig.Only.Evidence);
    }

    [Fact]
    public void What_a_command_has_taken_makes_room_and_is_not_missed()
    {
        _rig.Hear(Reply("a", 1)).Hear(Reply("a", 2, identifier: "Reset")).Add(Service(), "a");

        // The first place is empty; what is left of its device stays.
        _rig.Hear(Reply("b", 1)).Add(Service(identifier: "Reset"), "a").Hear(Reply("c", 1)).Add(Service(), "b", "c", "d");
        Assert.Equal(["a", "a", "b", "c"], _rig.Told.Select(static told => told.DeviceName));

        _rig.HearAnother().Pass(121);
        Assert.Equal(("d", ExecutionStatus.NoAnswer), (_rig.Told[4].DeviceName, _rig.Told[4].Status));
    }

    [Fact]
    public void Of_one_device_the_oldest_message_goes_and_the_others_stay()
    {
        _rig.Hear(Reply("a", 1)).Hear(Reply("a", 2, identifier: "Reset")).Hear(Reply("b", 1));

        _rig.Add(Service(identifier: "Reset"), "a").Add(Service(), "a");

        Assert.Equal("Reset", _rig.Only.Command.Identifier);
    }

    [Theory]
    [InlineData(59, nameof(ExecutionStatus.NotHeard))]
    [InlineData(61, nameof(ExecutionStatus.NoAnswer))]
    public void The_latest_that_had_to_go_decides_whatever_the_order(double sentAt, string status)
    {
        _rig.Hear(Reply("a", 60)).Hear(Reply("b", 1)).Hear(Reply("c", 100)).Hear(Reply("d", 100));

        _rig.Add(Service(sentAt), "x").Pass(sentAt + 120).HearAnother().Pass(61);

        Assert.Equal(status, _rig.Only.Status.ToString());
    }

    /// <summary>The clock of the gateway is not known before the first reply to a call, and such a message has no time of its own.</summary>
    [Theory]
    [InlineData(-1, nameof(ExecutionStatus.NotHeard))]
    [InlineData(0, nameof(ExecutionStatus.NotHeard))]
    [InlineData(1, nameof(ExecutionStatus.NoAnswer))]
    public void One_without_a_time_may_be_of_any_command_that_was_sent_before_it_went(double sentAt, string status)
    {
        foreach (string device in new[] { "a", "b", "c" })
        {
            _rig.Hear(Reply(device, 0) with { GeneratedAt = null });
        }

        _rig.Add(Service(sentAt, messageId: "77"), "x").Pass(130).HearAnother().Pass(61);

        Assert.Equal(status, _rig.Only.Status.ToString());
    }

    /// <summary>As where a reply is matched: a message has its time in whole milliseconds, rounded down.</summary>
    [Fact]
    public void One_of_the_millisecond_of_the_send_may_be_of_that_command()
    {
        _rig.Add(Service(0.9992) with { Latency = TimeSpan.Zero, GatewayAt = GatewayAt(1) }, "measured");
        _rig.Hear(Reply("x", 5.000)).Hear(Reply("b", 0)).Hear(Reply("c", 0));

        _rig.Add(Service(5.0008) with { Latency = TimeSpan.Zero, GatewayAt = GatewayAt(5) }, "x").Pass(200).HearAnother().Pass(61);

        Assert.Equal((ExecutionStatus.NotHeard, MayBeAmongThem), (_rig.Told[1].Status, _rig.Told[1].Message));
    }

    [Theory]
    [InlineData(false, false, nameof(ExecutionStatus.NoAnswer))]
    [InlineData(true, false, nameof(ExecutionStatus.NotHeard))]
    [InlineData(false, true, nameof(ExecutionStatus.NotHeard))]
    public void A_report_or_a_restart_that_had_to_go_is_missed_by_a_command_for_which_it_is_evidence(bool setsProperties, bool takesRestarts, string status)
    {
        TrackerRig rig = new(new ExecutionOptions { MaxEarlyReports = 1, TakesStatusChanges = takesRestarts });
        foreach (string device in new[] { "a", "b" })
        {
            rig.Hear(takesRestarts ? Status(device, 1, "offline") : Report(device, 1, """{"x":1}"""));
        }

        rig.Add(setsProperties ? Properties("""{"x":1}""") : Service(), "x").Pass(200).HearAnother().Pass(61);

        Assert.Equal(status, rig.Only.Status.ToString());
    }

    private static bool Keeps(TrackerRig rig, DeviceMessage message) => rig.Tracker.Hear(message, rig.Time);
}
