using System;
using System.Globalization;
using System.Linq;
using TuyaIot.Execution;
using TuyaIot.Journals;
using TuyaIot.Messages;
using Xunit;
using static TuyaIot.Client.Tests.Execution.TrackerRig;

namespace TuyaIot.Client.Tests.Execution;

/// <summary>A device that goes offline and comes back is evidence where that was asked for. Its messages have no order.</summary>
public sealed class RestartTests
{
    private readonly TrackerRig _rig = new(new ExecutionOptions { TakesStatusChanges = true });

    [Theory]
    [InlineData("-5 +20", 20)]
    [InlineData("+20 -5", 20)]
    [InlineData("-10 -5 +3 +7", 7)]
    [InlineData("+8 +4 -6", 8)]
    [InlineData("-10 +8 -6", 8)]
    [InlineData("-3 -9 +7", 7)]
    [InlineData("-4 ?6 +7", 7)]
    [InlineData("-5 ?6", null)]
    [InlineData("+20", null)]
    [InlineData("-5 +5", null)]
    [InlineData("-5 +4", null)]
    public void It_has_restarted_where_it_was_online_later_than_it_first_went_offline(string changes, int? elapsed)
    {
        _rig.Now = 60;
        _rig.Add(Service(), "a");
        foreach (string change in changes.Split(' '))
        {
            string status = change[0] switch { '-' => "OFFLINE", '+' => "Online", _ => "unknown" };
            _rig.Hear(Status("a", int.Parse(change.TrimStart(change[0]), CultureInfo.InvariantCulture), status));
        }

        Assert.Equal(elapsed, _rig.Told.SingleOrDefault()?.Elapsed is TimeSpan time ? (int)Math.Round(time.TotalSeconds) : null);
        Assert.All(_rig.Told, static told => Assert.Equal((ExecutionStatus.Executed, true, false), (told.Status, told.Inferred, told.Late)));
    }

    [Fact]
    public void Where_the_change_has_no_time_that_of_its_message_counts()
    {
        _rig.Add(Service(), "a", "b");

        _rig.Hear(Status("a", 1, "offline") with { ChangedAt = null }).Hear(Status("a", 2, "online") with { ChangedAt = null });
        _rig.Hear(Status("b", 1, "offline") with { ChangedAt = GatewayAt(-2) }).Hear(Status("b", 2, "online"));

        Assert.Equal("a", _rig.Only.DeviceName);
    }

    [Fact]
    public void A_change_without_any_time_says_nothing()
    {
        _rig.Add(Service(), "a");

        _rig.Hear(Timeless("offline")).Hear(Timeless("online"));

        Assert.Empty(_rig.Told);

        static StatusMessage Timeless(string status) => new("s", "/as/mqtt/status/pk1/a", null) { ProductKey = ProductKey, DeviceName = "a", Status = status };
    }

    [Fact]
    public void Where_two_commands_are_out_it_says_nothing_of_either_and_why_is_said()
    {
        _rig.Add(Service(identifier: "Reboot"), "a").Add(Service(), "a");

        _rig.Hear(Status("a", 5, "offline")).Hear(Status("a", 6, "online")).Pass(121);

        Assert.All(_rig.Told, static told => Assert.Equal(
            (ExecutionStatus.NoAnswer, "The device did not reply within 120 s. The device went offline or online, which another command may have caused."),
            (told.Status, told.Message)));
        Assert.Equal(2, _rig.Told.Count);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(460)]
    [InlineData(9201)]
    public void It_says_nothing_of_a_command_that_was_settled_or_not_delivered(int code)
    {
        _rig.Add(Service(), "a").Hear(Reply("a", 1, code));

        _rig.Hear(Status("a", 5, "offline")).Hear(Status("a", 6, "online"));

        Assert.Equal($"{code}", _rig.Only.Code);
    }

    [Fact]
    public void After_the_time_it_is_late()
    {
        _rig.Add(Service(), "a").Hear(Status("a", 5, "offline")).HearAnother().Pass(121);

        _rig.Hear(Status("a", 130, "online"));

        Assert.Equal([(ExecutionStatus.NoAnswer, false), (ExecutionStatus.Executed, true)], _rig.Told.Select(static told => (told.Status, told.Late)));
    }
}
