using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>What is shown of a journal beside its counts.</summary>
public sealed class JournalAggregatorTests : IDisposable
{
    private readonly JournalFolder _folder = new();
    private readonly TestTime _time = new();

    [Fact]
    public void Each_line_is_seen_and_each_request_settles_once()
    {
        Run(static journal =>
        {
            journal.Send(1, "a");
            journal.Send(2, "b");
            journal.TryFinish(2, JournalSample.Accepted);
        });
        Run(static journal =>
        {
            journal.Send(1, "c");
            journal.End();
        });
        List<string> seen = [];
        List<string> settled = [];

        new JournalAggregator(_folder.Path).Read(
            entry => seen.Add(entry.GetType().Name), (send, outcome) => settled.Add($"{send.DeviceName[0]} {outcome?.Status.ToString() ?? "lost"}"));

        Assert.Equal(["JournalRun", "JournalSend", "JournalSend", "JournalOutcome", "JournalRun", "JournalSend", "JournalEnd"], seen);
        Assert.Equal(["b Accepted", "a lost", "c lost"], settled);
    }

    [Fact]
    public void Its_reading_tells_how_far_it_is()
    {
        Run(static journal => journal.Send(1, "a"));
        List<double> told = [];

        new JournalAggregator(_folder.Path).Read(progress: new Progress(told));

        Assert.Equal([1], told);
    }

    [Fact]
    public void What_has_no_names_to_tell_is_not_read_again()
    {
        Run(static journal => Finish(journal, 1, JournalSample.Accepted, "a"));
        JournalAggregator aggregator = Read();
        File.Delete(_folder.Path);

        aggregator.Name([DeviceOutcome.Rejected, DeviceOutcome.Unknown], static _ => { });
        aggregator.Name([ExecutionStatus.Executed, ExecutionStatus.Failed], static (_, _) => { });

        Assert.Equal(
            "JournalNotFound", Assert.Throws<JournalException>(() => aggregator.Name([DeviceOutcome.Rejected, DeviceOutcome.Accepted], static _ => { })).ErrorId);
    }

    [Fact]
    public void Names_are_told_with_their_outcomes_and_those_asked_for_alone()
    {
        Run(static journal =>
        {
            Finish(journal, 1, JournalSample.Accepted, "a");
            Finish(journal, 2, JournalSample.Rejected, "b");
            Finish(journal, 3, JournalSample.NotSent, "c");
            journal.Send(4, "d");
        });
        List<(DeviceOutcome, string)> told = [];

        Read().Name([DeviceOutcome.Unknown, DeviceOutcome.Accepted, DeviceOutcome.NotSent], device => told.Add((device.Outcome, device.Name)));

        Assert.Equal([(DeviceOutcome.Accepted, "a"), (DeviceOutcome.NotSent, "c"), (DeviceOutcome.Unknown, "d")], told);
    }

    [Fact]
    public void Statuses_can_be_told_again_each_with_its_line()
    {
        Run(static journal =>
        {
            Finish(journal, 1, JournalSample.Accepted, "a", "b");
            See(journal, ExecutionStatus.Offline, "1", "a", "b");
            See(journal, ExecutionStatus.Executed, "2", "b");
            See(journal, ExecutionStatus.Offline, "3", "a");
        });
        JournalAggregator aggregator = Read();

        for (int time = 0; time < 2; time++)
        {
            List<string> told = [];
            aggregator.Name([ExecutionStatus.Executed, ExecutionStatus.Offline], (execution, name) => told.Add(name + execution.Code));
            Assert.Equal(["a1", "b2"], told);
        }

        List<string> executed = [];
        aggregator.Name([ExecutionStatus.Executed], (_, name) => executed.Add(name));
        Assert.Equal(["b"], executed);
    }

    [Fact]
    public void Open_devices_are_told_with_what_was_seen_of_their_own_command()
    {
        IReadOnlyList<RpcParameter> other = JournalSample.Told("{}");
        Run(journal =>
        {
            Finish(journal, 1, JournalSample.Accepted, "a");
            journal.Sending(2, other, ["a", "b"]);
            journal.TryFinish(2, JournalSample.Accepted);
            journal.Record(new JournalExecution(default, other, ["a"], ExecutionStatus.Executed));
            See(journal, ExecutionStatus.Offline, null, "a");
        });
        List<(int, string, ExecutionStatus?)> open = [];

        Read().NameOpen((device, seen) => open.Add((device.Send.Number, device.Name, seen)));

        Assert.Equal([(1, "a", ExecutionStatus.Offline), (2, "b", null)], open);
    }

    [Fact]
    public void Each_way_to_read_it_can_be_ended()
    {
        Run(static journal =>
        {
            Finish(journal, 1, JournalSample.Accepted, "a");
            See(journal, ExecutionStatus.Executed, null, "a");
        });
        JournalAggregator aggregator = Read();
        CancellationToken canceled = new(canceled: true);

        Assert.All(
            new Action[]
            {
                () => aggregator.Read(cancellationToken: canceled),
                () => aggregator.Name([DeviceOutcome.Accepted], static _ => { }, canceled),
                () => aggregator.Name([ExecutionStatus.Executed], static (_, _) => { }, canceled),
                () => aggregator.NameOpen(static (_, _) => { }, canceled),
                () => JournalSummary.Read(_folder.Path, cancellationToken: canceled),
                () => Journal.OpenToRecord(_folder.Path, _time, canceled),
            },
            static read => Assert.Throws<OperationCanceledException>(read));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public void More_devices_than_expected_leave_none_that_was_not_reached(long expected, long notReached)
    {
        using (Journal journal = _folder.Open(expected: expected))
        {
            journal.Send(1, "a", "b");
        }

        Assert.Equal(notReached, Read().NotReached);
    }

    [Fact]
    public void A_device_that_is_sent_to_twice_was_reached_once()
    {
        using (Journal journal = _folder.Open(expected: 3))
        {
            journal.Send(1, "a");
            journal.Send(2, "a", "b");
        }

        Assert.Equal(1, Read().NotReached);
    }

    [Fact]
    public void The_last_run_that_knew_its_input_says_how_many_are_expected()
    {
        _folder.Open(expected: 3).Dispose();
        _folder.Open(expected: 4).Dispose();
        _folder.Open().Dispose();

        Assert.Equal(4, Read().Expected);
    }

    [Fact]
    public void A_completed_run_that_did_not_know_its_input_says_nothing_of_what_was_not_reached()
    {
        Run(static journal => journal.End());

        Assert.Null(Read().NotReached);
    }

    [Fact]
    public void A_journal_begins_when_its_first_run_did()
    {
        DateTimeOffset start = _time.GetUtcNow();
        Run(journal =>
        {
            Assert.Equal(start, journal.StartedAt);
            _time.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(start, journal.StartedAt);
        });

        Run(journal => Assert.Equal(start, journal.StartedAt));
        using Journal record = Journal.OpenToRecord(_folder.Path, _time);
        Assert.Equal(start, record.StartedAt);
    }

    [Fact]
    public void Counts_have_separators_of_no_language()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            using (Journal journal = _folder.Open(expected: 5_000))
            {
                Finish(journal, 1, JournalSample.Accepted, [.. Enumerable.Range(0, 1234).Select(static number => $"a{number}")]);
                Finish(journal, 2, JournalSample.Unknown, [.. Enumerable.Range(0, 1001).Select(static number => $"b{number}")]);
                See(journal, ExecutionStatus.NoAnswer, null, [.. Enumerable.Range(0, 1100).Select(static number => $"a{number}")]);
            }

            Assert.Equal(
                "1,234 accepted, 0 rejected, 1,001 unknown, 0 not sent, 2,765 not reached; 0 executed, 0 failed, 0 offline, 1,100 no answer",
                JournalSummary.Read(_folder.Path).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(-5, 2, -3)]
    [InlineData(long.MaxValue, 1, long.MaxValue)]
    [InlineData(long.MinValue, -1, long.MinValue)]
    [InlineData(long.MaxValue, -1, long.MaxValue - 1)]
    public void Times_add_up_to_the_longest_time_at_most(long left, long right, long sum) =>
        Assert.Equal(TimeSpan.FromTicks(sum), JournalTime.Add(TimeSpan.FromTicks(left), TimeSpan.FromTicks(right)));

    public void Dispose() => _folder.Dispose();

    private static void Finish(Journal journal, int number, Outcome outcome, params string[] names)
    {
        journal.Send(number, names);
        journal.TryFinish(number, outcome);
    }

    private static void See(Journal journal, ExecutionStatus status, string? code, params string[] names) =>
        journal.Record(new JournalExecution(default, JournalSample.Parameters, names, status, code));

    private JournalAggregator Read()
    {
        JournalAggregator aggregator = new(_folder.Path);
        aggregator.Read();
        return aggregator;
    }

    private void Run(Action<Journal> run)
    {
        using Journal journal = _folder.Open(time: _time);
        run(journal);
    }

    private sealed class Progress(List<double> told) : IProgress<double>
    {
        public void Report(double value) => told.Add(value);
    }
}
