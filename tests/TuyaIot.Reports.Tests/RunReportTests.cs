using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Client.Tests.Journals;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Reports.Tests;

/// <summary>What a report counts.</summary>
public sealed class RunReportTests : IDisposable
{
    private readonly ReportRig _rig = new();

    [Fact]
    public void Devices_are_counted_as_Get_IotJournal_counts_them_and_requests_each()
    {
        WriteTwoRuns();

        RunReport report = _rig.Report;
        JournalSummary summary = JournalSummary.Read(_rig.Folder.Path);

        Assert.Equal(
            [(DeviceOutcome.Accepted, 3, 2), (DeviceOutcome.Rejected, 1, 2), (DeviceOutcome.NotSent, 1, 1), (DeviceOutcome.Unknown, 3, 3)],
            RequestCount.Outcomes.Select(outcome => (outcome, report.Devices[outcome], report.RequestsOf(outcome).Requests)));
        Assert.Equal(
            (summary.Accepted, summary.Rejected, summary.NotSent, summary.Unknown, summary.Requests, summary.Duration, summary.Completed),
            (report.Devices[DeviceOutcome.Accepted], report.Devices[DeviceOutcome.Rejected], report.Devices[DeviceOutcome.NotSent], report.Devices[DeviceOutcome.Unknown], report.Requests, report.Duration, report.Completed));
        Assert.Equal(summary.UnknownDevice.Select(static device => device.DeviceName), UnknownOf(report));
    }

    [Fact]
    public void Requests_without_an_outcome_are_told_apart()
    {
        WriteTwoRuns();

        Assert.Equal((2, 2L), (_rig.Report.InFlight.Requests, _rig.Report.InFlight.Devices));
    }

    [Fact]
    public void Each_run_has_its_time_and_pauses_count_for_none()
    {
        WriteTwoRuns();

        Assert.Equal(
            [(1, 0d, 4d, 5, false), (2, 4d, 2d, 3, true)],
            _rig.Report.Runs.All.Select(run => (run.Number, run.Offset.TotalSeconds, run.Duration.TotalSeconds, run.Count.Requests, run.Completed)));
    }

    [Fact]
    public void Attempts_throttling_and_latencies_are_added_up()
    {
        _rig.Run(journal =>
        {
            _rig.Finish(journal, 1, JournalSample.Accepted with { Attempts = 3, Throttled = 2, Latency = TimeSpan.FromMilliseconds(10) }, "a");
            _rig.Finish(journal, 2, JournalSample.Rejected with { Latency = TimeSpan.FromMilliseconds(30) }, "b");
            _rig.Finish(journal, 3, JournalSample.NotSent with { Attempts = 5 }, "c");
        });

        RunReport report = _rig.Report;

        Assert.Equal((9, 6, 2), (report.Attempts.Total, report.Attempts.Retries, report.Attempts.Throttled));
        Assert.Equal((2, 1, 10, 10, 30), (report.Latency.Count, report.Latency.Without, report.Latency.Min, report.Latency.Quantile(0.5), report.Latency.Max));
    }

    [Fact]
    public void What_was_not_accepted_is_counted_by_code_the_most_first()
    {
        _rig.Run(journal =>
        {
            _rig.Finish(journal, 1, JournalSample.Accepted, "a");
            _rig.Finish(journal, 2, Lost("Port 1 was reset."), "b");
            _rig.Finish(journal, 3, Lost("Port 2 was reset."), "c");
            _rig.Finish(journal, 4, Lost("No answer."), "d");
            _rig.Finish(journal, 5, JournalSample.Rejected, "e", "f", "g");
        });

        Assert.Equal(
            [("iot.device.NotExistedDevice", "No.", 3L, 1), (null, "Port 1 was reset.", 2L, 2), (null, "No answer.", 1L, 1)],
            _rig.Report.Reasons.All.Select(reason => (reason.Code, reason.Message, reason.Count.Devices, reason.Count.Requests)));

        static Outcome Lost(string message) => JournalSample.Unknown with { Reply = new RpcReply { ErrorMessage = message } };
    }

    [Fact]
    public void A_code_for_each_request_does_not_fill_the_memory()
    {
        _rig.Run(journal =>
        {
            for (int i = 0; i < 510; i++)
            {
                journal.Send(i, "a");
                journal.TryFinish(i, JournalSample.Rejected with { Reply = new RpcReply { Code = $"c{i}" } });
            }
        });

        Assert.Equal((500, 10), (_rig.Report.Reasons.All.Count, _rig.Report.Reasons.Others));
    }

    [Fact]
    public void Each_device_is_named_with_the_reason_of_the_last_request_that_left_it_so()
    {
        WriteTwoRuns();
        _rig.Run(journal =>
        {
            _rig.Finish(journal, 1, JournalSample.Rejected with { Reply = new RpcReply { Code = "iot.device.InactiveDevice" } }, "refused twice");
        });

        RunReport report = _rig.Report;

        Assert.Equal([("refused twice", "iot.device.InactiveDevice", null)], Named(report, DeviceOutcome.Rejected));
        Assert.Equal([("never sent", null, "Nobody.")], Named(report, DeviceOutcome.NotSent));
        Assert.Equal(
            [("in flight when the run died", null, "The run ended before a reply came."), ("doubtful", null, "Lost."), ("never answered", null, "The run ended before a reply came.")],
            Named(report, DeviceOutcome.Unknown).OrderBy(static device => device.Item1 != "in flight when the run died"));
    }

    [Theory]
    [InlineData(null, false, null)]
    [InlineData(20, false, 18)]
    [InlineData(1, false, 0)]
    [InlineData(20, true, 0)]
    [InlineData(null, true, null)]
    public void What_was_not_reached_is_what_was_expected_and_is_not_in_the_journal(int? expected, bool completed, int? notReached)
    {
        _rig.Run(journal =>
        {
            _rig.Finish(journal, 1, JournalSample.Accepted, "a", "b");
            if (completed)
            {
                journal.End();
            }
        },
        expected);

        Assert.Equal(notReached, _rig.Report.NotReached);
    }

    [Theory]
    [InlineData("{}", "a1BwAGV0001", false, false)]
    [InlineData("{\"param1\":1}", "a1BwAGV0001", true, false)]
    [InlineData("{}", "a1BwAGV0002", false, true)]
    public void What_a_request_says_beyond_its_command_came_from_a_row_unless_it_is_empty(string args, string productKey, bool hasRowCommands, bool hasRowProducts)
    {
        _rig.Run(journal => journal.Sending(1, JournalSample.Told(args, productKey), ["a"]));

        RunReport report = _rig.Report;

        Assert.Equal(
            (hasRowCommands, hasRowProducts, hasRowCommands || hasRowProducts, false),
            (report.HasRowCommands, report.HasRowProducts, report.HasRowParameters, report.HasManyProducts));
    }

    [Fact]
    public void A_device_of_another_product_has_a_reason_of_its_own()
    {
        _rig.Run(journal =>
        {
            _rig.Finish(journal, 1, JournalSample.Rejected, "a");
            journal.Sending(2, JournalSample.Told("{}", "other"), ["a"]);
            journal.TryFinish(2, JournalSample.Rejected with { Reply = new RpcReply { Code = "iot.device.InactiveDevice" } });
        });
        List<(string?, string, string?)> devices = [];

        RunReport report = _rig.Report;
        report.NameDevices(DeviceOutcome.Rejected, (device, reason) => devices.Add((device.ProductKey, device.DeviceName, reason.Code)));

        Assert.True(report.HasManyProducts);
        Assert.Equal([("a1BwAGV0001", "a", "iot.device.NotExistedDevice"), ("other", "a", "iot.device.InactiveDevice")], devices);
    }

    [Fact]
    public void While_a_run_writes_what_came_after_the_counting_is_not_named()
    {
        using Journal journal = _rig.Folder.Open(time: _rig.Time);
        journal.Send(1, "a");
        RunReport report = _rig.Report;
        journal.TryFinish(1, JournalSample.Accepted);
        journal.Send(2, "b");

        Assert.Equal(["a"], UnknownOf(report));
    }

    public void Dispose() => _rig.Dispose();

    private static List<string> UnknownOf(RunReport report)
    {
        List<string> names = [];
        report.NameDevices(DeviceOutcome.Unknown, (device, _) => names.Add(device.DeviceName));
        return names;
    }

    private static List<(string, string?, string?)> Named(RunReport report, DeviceOutcome outcome)
    {
        List<(string, string?, string?)> devices = [];
        report.NameDevices(outcome, (device, reason) => devices.Add((device.DeviceName, reason.Code, reason.Message)));
        return devices;
    }

    private void WriteTwoRuns()
    {
        _rig.Run(journal =>
        {
            _rig.Finish(journal, 1, JournalSample.Accepted, "a", "b");
            _rig.Finish(journal, 2, JournalSample.Rejected, "later accepted", "refused twice");
            _rig.Finish(journal, 3, JournalSample.NotSent, "never sent");
            _rig.Finish(journal, 4, JournalSample.Unknown, "doubtful");
            journal.Send(5, "in flight when the run died");
        });
        _rig.Time.Advance(TimeSpan.FromDays(1));
        _rig.Run(journal =>
        {
            _rig.Finish(journal, 1, JournalSample.Accepted, "later accepted");
            _rig.Finish(journal, 2, JournalSample.Rejected, "refused twice", "doubtful");
            journal.Send(3, "never answered");
            journal.End();
        });
    }
}
