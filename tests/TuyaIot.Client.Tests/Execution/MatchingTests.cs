using System;
using System.Linq;
using TuyaIot.Execution;
using TuyaIot.Journals;
using TuyaIot.Messages;
using Xunit;
using static TuyaIot.Client.Tests.Execution.TrackerRig;

namespace TuyaIot.Client.Tests.Execution;

/// <summary>Which message is evidence for which command.</summary>
public sealed class MatchingTests
{
    private readonly TrackerRig _rig = new();

    [Fact]
    public void An_answer_to_the_message_of_the_call_is_exact_whatever_its_topic()
    {
        _rig.Add(Service(messageId: "77"), "a").Hear(Reply("a", 3, identifier: "Other", data: """{"done":1}"""));

        Assert.Equal(
            (ExecutionStatus.Executed, "200", ExecutionEvidence.Reply, false, false), (_rig.Only.Status, _rig.Only.Code, _rig.Only.Evidence, _rig.Only.Inferred, _rig.Only.Late));
        Assert.Equal("""{"done":1}""", _rig.Only.Output!.Value.GetRawText());
    }

    [Theory]
    [InlineData("_reply")]
    [InlineData("")]
    public void Without_an_id_the_service_and_the_time_match_and_it_is_inferred(string suffix)
    {
        _rig.Add(Service(), "a", "b").Hear(Reply("a", 3, suffix: suffix));

        Assert.Equal(("a", ExecutionStatus.Executed, true), (_rig.Only.DeviceName, _rig.Only.Status, _rig.Only.Inferred));
        Assert.Equal(1, _rig.Tracker.Open);
    }

    [Fact]
    public void The_service_of_a_module_is_matched_by_its_whole_name()
    {
        _rig.Add(Service(identifier: "fb:Set"), "a").Hear(Reply("a", 3, identifier: "Set"));
        Assert.Empty(_rig.Told);

        _rig.Hear(Reply("a", 3, identifier: "fb:Set"));
        Assert.Equal(ExecutionStatus.Executed, _rig.Only.Status);
    }

    [Fact]
    public void Another_service_device_product_or_message_id_matches_nothing()
    {
        _rig.Add(Service(), "a").Add(Service(messageId: "77"), "b");

        _rig.Hear(Reply("a", 3, identifier: "Reset")).Hear(Reply("c", 3)).Hear(Reply("b", 3, requestId: "78"));
        _rig.Hear(Reply("a", 3) with { ProductKey = "pk2" });

        Assert.Empty(_rig.Told);
    }

    [Theory]
    [InlineData(-86_400, false)]
    [InlineData(-1.5, false)]
    [InlineData(0, true)]
    [InlineData(5, true)]
    public void An_answer_from_before_the_send_never_matches_by_the_clock_of_the_gateway(double second, bool isMatch)
    {
        foreach (string? id in new[] { null, "77" })
        {
            TrackerRig rig = new();
            rig.Add(Service(messageId: id), "a").Hear(Reply("a", second));
            Assert.Equal(isMatch ? 1 : 0, rig.Told.Count);
        }
    }

    /// <summary>The gateway replied at once, at the turn of its second, which says most of its clock. A journal and a message have whole milliseconds.</summary>
    [Fact]
    public void A_reply_of_the_millisecond_of_the_send_matches()
    {
        TrackerRig rig = new();
        rig.Add(Service(0.9992) with { Latency = TimeSpan.Zero, GatewayAt = GatewayAt(1) }, "d1");
        rig.Add(Service(5.0008) with { Latency = TimeSpan.Zero, GatewayAt = GatewayAt(5) }, "d2");

        rig.Hear(Reply("d2", 5.000));

        Assert.Equal(("d2", ExecutionStatus.Executed), (rig.Only.DeviceName, rig.Only.Status));
    }

    [Fact]
    public void Each_reply_narrows_what_is_known_of_the_clock()
    {
        GatewayOffset offset = new();
        for (int call = 0; call < 20; call++)
        {
            double second = call * 1.37;
            SentCommand sent = Service(second);
            offset.Measure(sent.GatewayAt!.Value, sent.SentAt, sent.Latency!.Value);
        }

        Assert.InRange(offset.Min.TotalSeconds, 99.7, 100);
        Assert.InRange(offset.Max.TotalSeconds, 100, 100.4);
    }

    [Fact]
    public void A_clock_that_was_set_is_measured_anew()
    {
        GatewayOffset offset = new();
        offset.Measure(GatewayAt(0), At(0), TimeSpan.Zero);
        offset.Measure(GatewayAt(1) + TimeSpan.FromHours(1), At(1), TimeSpan.Zero);

        Assert.Equal((3699.999, 3701), (offset.Min.TotalSeconds, offset.Max.TotalSeconds));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("77")]
    public void An_answer_that_comes_before_the_reply_to_the_call_waits_for_it(string? id)
    {
        _rig.Hear(Reply("a", 0.1, code: 460, data: """{"why":"jam"}""")).Add(Service(messageId: id), "a");

        Assert.Equal((ExecutionStatus.Failed, "460", id is null), (_rig.Only.Status, _rig.Only.Code, _rig.Only.Inferred));
        Assert.Equal("""{"why":"jam"}""", _rig.Only.Output!.Value.GetRawText());
    }

    [Fact]
    public void A_call_whose_reply_was_lost_is_settled_by_an_answer_before_or_after()
    {
        _rig.Add(Service(-1), "measured");
        _rig.Hear(Reply("a", 1)).Add(Lost(), "a", "b").Hear(Reply("b", 2, code: 100_001));

        Assert.Equal([("a", ExecutionStatus.Executed), ("b", ExecutionStatus.Failed)], _rig.Told.Select(static told => (told.DeviceName, told.Status)));
    }

    [Fact]
    public void Of_too_many_early_answers_the_oldest_go_and_their_devices_are_not_called_silent()
    {
        TrackerRig rig = new(new ExecutionOptions { MaxEarlyReplies = 2 });
        rig.Hear(Reply("a", 1)).Hear(Reply("b", 1)).Hear(Reply("c", 1)).Add(Service(), "a", "b", "c");
        Assert.Equal(["b", "c"], rig.Told.Select(static told => told.DeviceName).Order());

        rig.Pass(200).Pass(61);

        Assert.Equal(("a", ExecutionStatus.NotHeard), (rig.Told[2].DeviceName, rig.Told[2].Status));
    }

    [Fact]
    public void Where_two_commands_of_a_service_are_out_an_answer_without_an_id_settles_neither()
    {
        _rig.Add(Service(0), "a").Add(Service(1), "a").Hear(Reply("a", 0.5)).Hear(Reply("a", 3));

        // The first answer came before the second command, the second may be of either.
        Assert.Equal(ExecutionStatus.Executed, _rig.Only.Status);
        Assert.Equal(At(0), _rig.Only.Command.SentAt);

        _rig.HearAnother().Pass(130);
        Assert.Contains("another command", _rig.Told[1].Message, StringComparison.Ordinal);
        Assert.Equal(ExecutionStatus.NoAnswer, _rig.Told[1].Status);
    }

    [Fact]
    public void A_second_answer_of_a_device_settles_no_command_of_later()
    {
        _rig.Add(Service(0), "a").Hear(Reply("a", 0.5)).Add(Service(1), "a").Hear(Reply("a", 2));

        Assert.Single(_rig.Told);
    }

    [Fact]
    public void Two_commands_with_ids_are_told_apart()
    {
        _rig.Add(Service(0, messageId: "1"), "a").Add(Service(0, messageId: "2"), "a").Hear(Reply("a", 3, requestId: "2", code: 460)).Hear(Reply("a", 3, requestId: "1"));

        Assert.Equal([("2", ExecutionStatus.Failed), ("1", ExecutionStatus.Executed)], _rig.Told.Select(static told => (told.Command.MessageId!, told.Status)));
    }

    [Theory]
    [InlineData(200, nameof(ExecutionStatus.Executed))]
    [InlineData(9200, nameof(ExecutionStatus.Offline))]
    [InlineData(9201, nameof(ExecutionStatus.Offline))]
    [InlineData(400, nameof(ExecutionStatus.Failed))]
    [InlineData(403, nameof(ExecutionStatus.Failed))]
    [InlineData(429, nameof(ExecutionStatus.Failed))]
    [InlineData(460, nameof(ExecutionStatus.Failed))]
    [InlineData(100_000, nameof(ExecutionStatus.Failed))]
    public void The_code_says_what_became_of_it_and_there_are_always_words(int code, string status)
    {
        _rig.Add(Service(), "a").Hear(Reply("a", 3, code));

        Assert.Equal((status, $"{code}"), (_rig.Only.Status.ToString(), _rig.Only.Code));
        Assert.NotEmpty(_rig.Only.Message);
    }

    [Theory]
    [InlineData("""{"x":1}""", """{"x":1,"other":5}""", true)]
    [InlineData("""{"x":10.0}""", """{"x":10}""", true)]
    [InlineData("""{"x":true}""", """{"x":1}""", true)]
    [InlineData("""{"x":1}""", """{"x":"1"}""", true)]
    [InlineData("""{"x":"on"}""", """{"x":"on"}""", true)]
    [InlineData("""{"x":21.7}""", """{"x":21.700000762939453}""", true)]
    [InlineData("""{"x":{"b":1,"c":[1,2]}}""", """{"x":{"c":[1.0,2],"b":"1"}}""", true)]
    [InlineData("""{"x":{"b":1}}""", """{"x":"{\"b\":1}"}""", true)]
    [InlineData("""{"x":1}""", """{"x":2}""", false)]
    [InlineData("""{"x":1}""", """{"y":1}""", false)]
    [InlineData("""{"x":9007199254740993}""", """{"x":9007199254740992}""", false)]
    [InlineData("""{"x":[1,2]}""", """{"x":[1]}""", false)]
    [InlineData("""{"x":1,"y":2}""", """{"x":1}""", false)]
    [InlineData("""{"x":{"b":1}}""", """{"x":{"b":1,"c":2}}""", false)]
    [InlineData("""{"x":{"b":1}}""", """{"x":{"c":1}}""", false)]
    [InlineData("""{"x":{"b":1}}""", """{"x":{"b":2}}""", false)]
    [InlineData("""{"x":{"b":1}}""", """{"x":[1]}""", false)]
    [InlineData("""{"x":{"b":1}}""", """{"x":"{b"}""", false)]
    [InlineData("""{"x":{"b":1}}""", """{"x":""}""", false)]
    [InlineData("""{"x":{"b":1}}""", """{"x":null}""", false)]
    [InlineData("""{"x":[1,2]}""", """{"x":"[1,2]"}""", true)]
    [InlineData("""{"x":[1,2]}""", """{"x":[1,3]}""", false)]
    [InlineData("""{"x":[1,2]}""", """{"x":"1,2"}""", false)]
    [InlineData("""{"x":"{b"}""", """{"x":"{b"}""", true)]
    [InlineData("""{"x":null}""", """{"x":null}""", false)]
    [InlineData("""{"x":1}""", """{"x":null}""", false)]
    [InlineData("""{"x":false}""", """{"x":"0"}""", true)]
    [InlineData("""{"x":true}""", """{"x":"true"}""", true)]
    [InlineData("""{"x":false}""", """{"x":"false"}""", true)]
    [InlineData("""{"x":true}""", """{"x":"false"}""", false)]
    [InlineData("""{"x":1.5}""", """{"x":"one"}""", false)]
    [InlineData("""{"x":1.5}""", """{"x":1.6}""", false)]
    [InlineData("""{"x":"on"}""", """{"x":"off"}""", false)]
    [InlineData("""{"x":1e300}""", """{"x":1e300}""", true)]
    [InlineData("""[1]""", """{"x":1}""", false)]
    public void A_report_with_the_values_that_were_set_is_evidence(string set, string reported, bool isMatch)
    {
        _rig.Add(Properties(set), "a").Hear(Report("a", 3, reported));

        Assert.Equal(isMatch ? [(ExecutionStatus.Executed, ExecutionEvidence.PropertyReport, true)] : [], _rig.Told.Select(static told => (told.Status, told.Evidence!.Value, told.Inferred)));
    }

    [Fact]
    public void Properties_may_be_reported_one_after_the_other()
    {
        _rig.Add(Properties("""{"x":1,"y":2}"""), "a").Hear(Report("a", 3, """{"y":2}""")).Hear(Report("a", 4, """{"x":3}"""));
        Assert.Empty(_rig.Told);

        _rig.Hear(Report("a", 5, """{"x":1}"""));
        Assert.Equal(ExecutionEvidence.PropertyReport, _rig.Only.Evidence);
    }

    [Fact]
    public void A_report_of_the_past_or_from_before_the_send_is_none()
    {
        _rig.Add(Properties("""{"x":1}"""), "a").Hear(Report("a", -2, """{"x":1}""")).Hear(Report("a", 3, """{"x":1}""", isHistory: true));

        Assert.Empty(_rig.Told);
    }

    [Fact]
    public void A_report_that_comes_before_the_reply_to_the_call_waits_for_it()
    {
        _rig.Hear(Report("a", 0.1, """{"x":1}""")).Add(Properties("""{"x":1}"""), "a");

        Assert.Equal(ExecutionEvidence.PropertyReport, _rig.Only.Evidence);
    }

    [Fact]
    public void A_device_answers_for_its_properties_with_a_reply_too()
    {
        _rig.Add(Properties("""{"x":1}"""), "a").Hear(Reply("a", 3, identifier: "property/set", code: 460));

        Assert.Equal(ExecutionStatus.Failed, _rig.Only.Status);
    }

    [Fact]
    public void Where_two_commands_set_the_same_value_a_report_settles_neither()
    {
        _rig.Add(Properties("""{"x":1}"""), "a").Add(Properties("""{"x":1,"y":2}"""), "a").Hear(Report("a", 3, """{"x":1}"""));
        Assert.Empty(_rig.Told);

        TrackerRig other = new();
        other.Add(Properties("""{"x":1}"""), "a").Add(Properties("""{"x":2}"""), "a").Hear(Report("a", 3, """{"x":2}"""));
        Assert.Equal("""{"x":2}""", other.Only.Command.Property);
    }

    [Fact]
    public void A_restart_is_no_evidence_where_it_was_not_asked_for()
    {
        _rig.Add(Service(identifier: "Reboot"), "a").Hear(Status("a", 5, "offline")).Hear(Status("a", 20, "online"));

        Assert.Empty(_rig.Told);
    }

    [Fact]
    public void A_reply_without_the_time_of_its_message_has_that_of_the_platform()
    {
        _rig.Add(Service(), "a").Hear(Timed(-2)).Hear(Reply("a", 3) with { GeneratedAt = null });
        Assert.Empty(_rig.Told);

        _rig.Hear(Timed(3));
        Assert.Equal(ExecutionStatus.Executed, _rig.Only.Status);

        static ReplyMessage Timed(double second) => Reply("a", 3) with { GeneratedAt = null, AnsweredAt = GatewayAt(second) };
    }

    [Fact]
    public void A_reply_without_a_code_says_nothing()
    {
        _rig.Add(Service(messageId: "77"), "a").Hear(Reply("a", 3) with { Code = null });

        Assert.Empty(_rig.Told);
    }

    [Fact]
    public void A_reply_without_an_id_is_of_a_command_with_one_where_the_service_matches()
    {
        _rig.Add(Service(messageId: "77"), "a").Hear(Reply("a", 3, identifier: "Reset", requestId: null));
        Assert.Empty(_rig.Told);

        _rig.Hear(Reply("a", 3, requestId: null));
        Assert.Equal((ExecutionStatus.Executed, true), (_rig.Only.Status, _rig.Only.Inferred));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("/sys/pk1/a/thing/model/down_raw", true)]
    [InlineData("/sys/pk1/a/thing/model/down_raw_reply", true)]
    [InlineData("/sys/pk1/a/thing/service/Set", true)]
    [InlineData("/sys/pk1/a/thing/service/Set_reply_reply", false)]
    [InlineData("/sys/pk1/a/thing/service/ASet", false)]
    [InlineData("/sys/pk1/a/thing/service/property/set", false)]
    [InlineData("", false)]
    public void The_topic_of_a_command_ends_in_its_service(string? topic, bool isMatch)
    {
        _rig.Add(Service(), "a").Hear(Reply("a", 3) with { CommandTopic = topic });

        Assert.Equal(isMatch ? 1 : 0, _rig.Told.Count);
    }

    [Theory]
    [InlineData("1", "2", "3")]
    [InlineData("1", "3", "2")]
    [InlineData("2", "1", "3")]
    [InlineData("2", "3", "1")]
    [InlineData("3", "1", "2")]
    [InlineData("3", "2", "1")]
    public void Of_three_commands_at_a_device_each_is_settled_by_its_own_reply_in_any_order(params string[] order)
    {
        _rig.Add(Service(messageId: "1"), "a").Add(Service(messageId: "2"), "a").Add(Service(messageId: "3"), "a");

        foreach (string id in order)
        {
            _rig.Hear(Reply("a", 3, requestId: id));
        }

        Assert.Equal(order, _rig.Told.Select(static told => told.Command.MessageId));
        Assert.Equal(0, _rig.Tracker.Open);
    }

    [Theory]
    [InlineData(200, "Done so.", "The device carried it out.")]
    [InlineData(9200, null, "The device was never connected, so the platform did not deliver it.")]
    [InlineData(9201, "", "The device was not connected, so the platform did not deliver it.")]
    [InlineData(403, null, "The platform refused it: the account may be overdue.")]
    [InlineData(429, " ", "The device is too busy.")]
    [InlineData(460, null, "The device refused the parameters.")]
    [InlineData(100_001, null, "The device replied with the code 100001.")]
    [InlineData(460, " The lid is open. ", "The lid is open.")]
    [InlineData(9201, "device offline", "device offline")]
    public void The_words_are_those_of_the_device_or_else_of_its_code(int code, string? text, string message)
    {
        _rig.Add(Service(), "a").Hear(Reply("a", 3, code) with { Text = text });

        Assert.Equal(message, _rig.Only.Message);
    }

    [Fact]
    public void A_report_says_nothing_of_a_service()
    {
        _rig.Add(Service(), "a").Add(Properties("""{"x":1}"""), "a").Hear(Report("a", 3, """{"x":1}"""));

        Assert.Equal("""{"x":1}""", _rig.Only.Command.Property);
    }

    [Fact]
    public void A_report_without_a_time_may_be_from_before_the_send()
    {
        _rig.Add(Properties("""{"x":1}"""), "a").Hear(Report("a", 3, """{"x":1}""") with { GeneratedAt = null });

        Assert.Empty(_rig.Told);
    }

    [Fact]
    public void A_report_of_a_device_that_has_replied_says_nothing_more()
    {
        _rig.Add(Properties("""{"x":1}"""), "a").Hear(Reply("a", 2, identifier: "property/set", code: 460)).Hear(Report("a", 3, """{"x":1}"""));

        Assert.Equal(ExecutionStatus.Failed, _rig.Only.Status);
    }

    [Fact]
    public void Of_a_report_only_what_was_set_counts()
    {
        _rig.Add(Properties("""{"x":1,"y":2}"""), "a").Hear(Report("a", 3, """{"z":1,"x":1,"y":3}""")).Hear(Report("a", 4, """{"x":1,"z":2}"""));
        Assert.Empty(_rig.Told);

        _rig.Hear(Report("a", 5, """{"z":3,"y":2}"""));
        Assert.Equal(ExecutionEvidence.PropertyReport, _rig.Only.Evidence);
    }

    [Fact]
    public void Why_a_report_settled_nothing_is_said_with_what_the_device_reported_before()
    {
        _rig.Add(Properties("""{"x":1,"y":2}"""), "a").Hear(Report("a", 3, """{"x":1}""")).Add(Properties("""{"y":2}""", 4), "a");

        _rig.Hear(Report("a", 5, """{"y":2}""")).Pass(130);

        Assert.All(_rig.Told, static told => Assert.EndsWith(
            " A report with its values came that another command may have caused, so it says nothing of this one.", told.Message, StringComparison.Ordinal));
        Assert.Equal(2, _rig.Told.Count);
    }
}
