using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>What was seen at devices, beside what the gateway said.</summary>
public sealed class JournalExecutionTests : IDisposable
{
    private readonly JournalFolder _folder = new();
    private readonly TestTime _time = new();
    private int _number;

    [Fact]
    public void Each_device_counts_once_with_its_last_evidence_and_stays_accepted()
    {
        Run(journal =>
        {
            Finish(journal, JournalSample.Accepted, "executed", "failed", "offline", "silent", "raised", "untold");
            See(journal, ExecutionStatus.Executed, "executed");
            See(journal, ExecutionStatus.Failed, "failed");
            See(journal, ExecutionStatus.Offline, "offline", "raised");
            See(journal, ExecutionStatus.NoAnswer, "silent");
            See(journal, ExecutionStatus.Executed, "raised");
        });

        JournalSummary summary = JournalSummary.Read(_folder.Path);

        Assert.Equal("6 accepted, 0 rejected, 0 unknown, 0 not sent; 2 executed, 1 failed, 1 offline, 1 no answer", summary.ToString());
        Assert.Equal(["failed"], summary.FailedDevice.Select(static device => device.DeviceName));
        Assert.Equal(["offline"], summary.OfflineDevice.Select(static device => device.DeviceName));
        Assert.Equal(["silent"], summary.NoAnswerDevice.Select(static device => device.DeviceName));
    }

    [Fact]
    public void A_journal_without_evidence_says_what_it_said()
    {
        Run(journal => Finish(journal, JournalSample.Accepted, "a"));

        Assert.Equal("1 accepted, 0 rejected, 0 unknown, 0 not sent", JournalSummary.Read(_folder.Path).ToString());
    }

    [Theory]
    [InlineData(nameof(ExecutionStatus.Executed), nameof(DeviceOutcome.Accepted), 0)]
    [InlineData(nameof(ExecutionStatus.Failed), nameof(DeviceOutcome.Accepted), 0)]
    [InlineData(nameof(ExecutionStatus.Offline), nameof(DeviceOutcome.Unknown), 1)]
    [InlineData(nameof(ExecutionStatus.NoAnswer), nameof(DeviceOutcome.Unknown), 1)]
    public void An_unknown_outcome_is_settled_by_what_the_device_answered_alone(string seen, string outcome, int unknown)
    {
        // The one is known to be lost, the other was in flight when the process died.
        Run(journal =>
        {
            Finish(journal, JournalSample.Unknown, "lost");
            journal.Send(7, "in flight");
        });
        See(Enum.Parse<ExecutionStatus>(seen), "lost", "in flight");

        JournalSummary summary = JournalSummary.Read(_folder.Path);

        Assert.Equal((unknown * 2, 2 - (unknown * 2)), (summary.Unknown, summary.Accepted));
        Assert.Equal(2, Count(summary, Enum.Parse<ExecutionStatus>(seen)));
        Assert.Equal(unknown == 0 ? [] : ["lost", "in flight"], summary.UnknownDevice.Select(static device => device.DeviceName));
        Assert.All(_folder.Find("lost", "in flight"), found => Assert.Equal(Enum.Parse<DeviceOutcome>(outcome), found));
    }

    [Fact]
    public void Executed_and_failed_are_final_and_a_contradiction_is_only_recorded()
    {
        Run(journal =>
        {
            Finish(journal, JournalSample.Accepted, "first executed", "first failed");
            See(journal, ExecutionStatus.Executed, "first executed");
            See(journal, ExecutionStatus.Failed, "first executed", "first failed");
            See(journal, ExecutionStatus.NoAnswer, "first executed", "first failed");
            See(journal, ExecutionStatus.Executed, "first failed");
        });

        JournalSummary summary = JournalSummary.Read(_folder.Path);

        Assert.Equal((1, 1, 0), (summary.Executed, summary.Failed, summary.NoAnswer));
        Assert.Equal(["first failed"], summary.FailedDevice.Select(static device => device.DeviceName));
        Assert.Equal(4, _folder.Lines.Count(static line => line.Contains("\"type\":\"execution\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(nameof(ExecutionStatus.Executed), nameof(ExecutionStatus.Failed))]
    [InlineData(nameof(ExecutionStatus.Executed), nameof(ExecutionStatus.Offline))]
    [InlineData(nameof(ExecutionStatus.Executed), nameof(ExecutionStatus.NoAnswer))]
    [InlineData(nameof(ExecutionStatus.Failed), nameof(ExecutionStatus.Offline))]
    [InlineData(nameof(ExecutionStatus.Offline), nameof(ExecutionStatus.NoAnswer))]
    public void Whatever_was_seen_is_said(params string[] statuses)
    {
        Run(journal =>
        {
            foreach (ExecutionStatus status in statuses.Select(Enum.Parse<ExecutionStatus>))
            {
                See(journal, status, status.ToString());
            }
        });

        JournalSummary summary = JournalSummary.Read(_folder.Path);

        Assert.All(statuses.Select(Enum.Parse<ExecutionStatus>), status => Assert.Equal(1, Count(summary, status)));
        Assert.Contains("; ", summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_that_no_device_has_at_the_end_of_a_wait_is_not_counted()
    {
        DeviceLedger ledger = new();
        foreach (ExecutionStatus status in new[] { ExecutionStatus.Unknown, ExecutionStatus.NotHeard, ExecutionStatus.Rejected, ExecutionStatus.NotSent })
        {
            ledger.Record(new JournalExecution(DateTimeOffset.UnixEpoch, JournalSample.Parameters, ["a"], status));
            Assert.Equal((0, 0), (ledger.Count(status), ledger.Total));
        }

        Assert.True(ledger.IsEmpty);
        Assert.Null(ledger.FindExecution(DeviceKey.Create(DeviceKey.CreatePrefix(JournalSample.Parameters), "a")));
    }

    [Fact]
    public void A_device_that_was_seen_without_a_request_counts_as_accepted_where_it_answered()
    {
        DeviceLedger ledger = new();
        ledger.Record(new JournalExecution(DateTimeOffset.UnixEpoch, JournalSample.Parameters, ["a"], ExecutionStatus.Offline));
        Assert.Equal((0, 0, 1), (ledger.Total, ledger.Count(DeviceOutcome.Accepted), ledger.Count(ExecutionStatus.Offline)));

        ledger.Record(new JournalExecution(DateTimeOffset.UnixEpoch, JournalSample.Parameters, ["a"], ExecutionStatus.Executed));
        Assert.Equal((1, 1, 0), (ledger.Total, ledger.Count(DeviceOutcome.Accepted), ledger.Count(ExecutionStatus.Offline)));
        Assert.False(ledger.IsEmpty);
    }

    [Fact]
    public void What_a_device_answered_stays_with_a_later_request()
    {
        Run(journal =>
        {
            Finish(journal, JournalSample.Accepted, "a", "b");
            See(journal, ExecutionStatus.Executed, "a");
            See(journal, ExecutionStatus.Offline, "b");
            Finish(journal, JournalSample.Accepted, "a", "b");
        });

        JournalSummary summary = JournalSummary.Read(_folder.Path);

        Assert.Equal((2, 1, 0), (summary.Accepted, summary.Executed, summary.Offline));
    }

    [Fact]
    public void What_was_seen_of_a_request_is_not_about_a_later_one()
    {
        Run(journal =>
        {
            Finish(journal, JournalSample.Unknown, "a");
            See(journal, ExecutionStatus.NoAnswer, "a");
            Finish(journal, JournalSample.Accepted, "a");
        });

        JournalSummary summary = JournalSummary.Read(_folder.Path);

        Assert.Equal((1, 0), (summary.Accepted, summary.NoAnswer));
    }

    [Fact]
    public void What_was_seen_of_a_device_before_its_first_request_is_not_about_that_one()
    {
        Run(journal =>
        {
            See(journal, ExecutionStatus.NoAnswer, "a");
            Finish(journal, JournalSample.Accepted, "a");
        });

        JournalSummary summary = JournalSummary.Read(_folder.Path);

        Assert.Equal((1, 0), (summary.Accepted, summary.NoAnswer));
    }

    [Fact]
    public void A_run_that_came_to_its_end_stays_complete_and_as_long_as_it_was()
    {
        DateTimeOffset start = _time.GetUtcNow();
        Run(journal =>
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            Finish(journal, JournalSample.Accepted, "a");
            journal.End();
            _time.Advance(TimeSpan.FromSeconds(60));
            See(journal, ExecutionStatus.Executed, "a");
        });

        JournalSummary summary = JournalSummary.Read(_folder.Path);

        Assert.Equal((true, TimeSpan.FromSeconds(3), start.UtcDateTime.AddSeconds(3)), (summary.Completed, summary.Duration, summary.EndedAt));
    }

    [Fact]
    public void A_line_holds_what_was_seen()
    {
        Run(static journal => journal.Record(new JournalExecution(
            default,
            JournalSample.Parameters,
            ["a", "b"],
            ExecutionStatus.Failed,
            "100001",
            "Jammed.",
            ExecutionEvidence.Reply,
            Inferred: true,
            Late: true,
            TimeSpan.FromTicks(12_345_000))));

        Assert.Equal(
            """"parameters":{"Args":"{\"param1\":1}","Identifier":"Set","ProductKey":"a1BwAGV0001"},"deviceName":["a","b"],"status":"Failed","code":"100001","message":"Jammed.","evidence":"Reply","inferred":true,"late":true,"elapsedMilliseconds":1234"""",
            _folder.Lines[1].Substring(_folder.Lines[1].IndexOf("parameters\"", StringComparison.Ordinal))[..^18]);
    }

    [Fact]
    public void A_status_of_a_later_version_says_nothing()
    {
        Run(journal => Finish(journal, JournalSample.Accepted, "a"));
        _folder.Text += JournalSample.Seal(
            """{"type":"execution","at":"2026-01-01T00:00:00+00:00","parameters":{"Args":"{\"param1\":1}","Identifier":"Set","ProductKey":"a1BwAGV0001"},"deviceName":["a"],"status":"Dreamt","evidence":"Oracle"}""");

        Assert.Equal("1 accepted, 0 rejected, 0 unknown, 0 not sent", JournalSummary.Read(_folder.Path).ToString());
    }

    [Fact]
    public void What_is_seen_later_is_appended_and_begins_no_run()
    {
        Run(journal =>
        {
            Finish(journal, JournalSample.Accepted, "a");
            journal.End();
        });

        See(ExecutionStatus.Executed, "a");

        JournalSummary summary = JournalSummary.Read(_folder.Path);
        Assert.Equal((1, 1, true), (summary.Executed, summary.Runs, summary.Completed));
    }

    [Fact]
    public void After_a_torn_line_it_is_appended_behind_a_run_that_says_so()
    {
        Run(journal => Finish(journal, JournalSample.Accepted, "a"));
        _folder.Text += "{\"type\":\"send\",\"at";

        See(ExecutionStatus.Executed, "a");

        JournalSummary summary = JournalSummary.Read(_folder.Path);
        Assert.Equal((1, 2, false), (summary.Executed, summary.Runs, summary.Completed));
    }

    [Fact]
    public void It_is_not_appended_to_a_journal_that_is_not_there_or_in_use()
    {
        Assert.Equal("JournalNotFound", Assert.Throws<JournalException>(() => Journal.OpenToRecord(_folder.Path, _time)).ErrorId);
        Assert.False(File.Exists(_folder.Path));
        using Journal run = _folder.Open();
        Assert.Equal("JournalInUse", Assert.Throws<JournalException>(() => Journal.OpenToRecord(_folder.Path, _time)).ErrorId);
    }

    [Fact]
    public void The_devices_that_are_open_come_once_with_their_first_request()
    {
        Run(journal =>
        {
            Finish(journal, JournalSample.Rejected, "refused", "told again");
            Finish(journal, JournalSample.Accepted, "told", "told again", "executed", "silent");
            Finish(journal, JournalSample.Unknown, "doubtful");
            See(journal, ExecutionStatus.Executed, "executed");
            See(journal, ExecutionStatus.NoAnswer, "silent");
            journal.Send(9, "in flight", "doubtful");
        });
        JournalAggregator aggregator = new(_folder.Path);
        aggregator.Read();
        List<(string, ExecutionStatus?, bool)> open = [];

        aggregator.NameOpen((device, seen) => open.Add((device.Name, seen, device.Reply is not null)));

        Assert.Equal(
            [
                ("told", null, true), ("told again", null, true), ("silent", ExecutionStatus.NoAnswer, true), ("doubtful", null, true), ("in flight", null, false),
            ],
            open);
    }

    public void Dispose() => _folder.Dispose();

    private static void See(Journal journal, ExecutionStatus status, params string[] names) =>
        journal.Record(new JournalExecution(default, JournalSample.Parameters, names, status));

    private static int Count(JournalSummary summary, ExecutionStatus status) => status switch
    {
        ExecutionStatus.Executed => summary.Executed,
        ExecutionStatus.Failed => summary.Failed,
        ExecutionStatus.Offline => summary.Offline,
        _ => summary.NoAnswer,
    };

    private void Finish(Journal journal, Outcome outcome, params string[] names)
    {
        journal.Send(++_number, names);
        journal.TryFinish(_number, outcome);
    }

    private void See(ExecutionStatus status, params string[] names)
    {
        using Journal journal = Journal.OpenToRecord(_folder.Path, _time);
        See(journal, status, names);
    }

    private void Run(Action<Journal> run)
    {
        using Journal journal = _folder.Open(time: _time);
        run(journal);
    }
}
