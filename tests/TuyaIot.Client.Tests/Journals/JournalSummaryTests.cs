using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Extensions.Time.Testing;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>What Get-IotJournal counts.</summary>
public sealed class IotJournalSummaryTests : IDisposable
{
    private readonly JournalFolder _folder = new();
    private readonly TestTime _time = new();

    [Fact]
    public void Each_device_counts_once_as_its_last_request_left_it()
    {
        Run(journal =>
        {
            Finish(journal, 1, JournalSample.Accepted, "a", "b");
            Finish(journal, 2, JournalSample.Rejected, "later accepted", "refused twice");
            Finish(journal, 3, JournalSample.NotSent, "never sent", "later refused");
            Finish(journal, 4, JournalSample.Unknown, "doubtful", "in doubt, then refused");
            journal.Send(5, "in flight when the run died");
        });
        Run(journal =>
        {
            Finish(journal, 1, JournalSample.Accepted, "later accepted");
            Finish(journal, 2, JournalSample.Rejected, "refused twice", "later refused", "in doubt, then refused");
            journal.Send(3, "in flight now");
        });

        JournalSummary summary = JournalSummary.Read(_folder.Path);

        Assert.Equal("3 accepted, 2 rejected, 4 unknown, 1 not sent", summary.ToString());
        Assert.Equal(["doubtful", "in doubt, then refused", "in flight when the run died", "in flight now"], summary.UnknownDevice.Select(static device => device.DeviceName));
        Assert.Equal(["refused twice", "later refused"], summary.RejectedDevice.Select(static device => device.DeviceName));
        Assert.Equal(["never sent"], summary.NotSentDevice.Select(static device => device.DeviceName));
        Assert.Equal((8, 2), (summary.Requests, summary.Runs));
    }

    [Fact]
    public void A_device_that_is_told_two_things_counts_for_each()
    {
        Run(static journal =>
        {
            journal.Sending(1, JournalSample.Told("{}"), ["a"]);
            journal.Sending(2, JournalSample.Told("[]"), ["a"]);
        });

        Assert.Equal(2, JournalSummary.Read(_folder.Path).Unknown);
    }

    [Fact]
    public void It_tells_what_the_command_was()
    {
        Run(static _ => { });

        JournalSummary summary = JournalSummary.Read(_folder.Path);

        Assert.Equal((JournalSample.Command.Endpoint, "InvokeThingsService", _folder.Path), (summary.Command!.Endpoint, summary.Command!.Action, summary.Paths.Single()));
        Assert.Equal(("a1BwAGV0001", "Set"), (summary.Command!.Parameters.ToDictionary(static parameter => parameter.Name, static parameter => parameter.Value)["ProductKey"], summary.Command!.Parameters.ToDictionary(static parameter => parameter.Name, static parameter => parameter.Value)["Identifier"]));
    }

    [Fact]
    public void Pauses_between_runs_are_not_part_of_their_duration()
    {
        DateTime start = _time.GetUtcNow().UtcDateTime;
        Run(journal =>
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            journal.Send(1, "a");
        });
        _time.Advance(TimeSpan.FromDays(1));
        Run(journal =>
        {
            _time.Advance(TimeSpan.FromSeconds(4));
            journal.Send(1, "b");
            _time.Advance(TimeSpan.FromSeconds(5));
            journal.TryFinish(1, JournalSample.Accepted);
            journal.End();
        });

        JournalSummary summary = JournalSummary.Read(_folder.Path);

        Assert.Equal(
            (TimeSpan.FromSeconds(12), start, start.AddDays(1).AddSeconds(12)),
            (summary.Duration, summary.StartedAt, summary.EndedAt));
        Assert.Equal(DateTimeKind.Utc, summary.EndedAt!.Value.Kind);
    }

    [Fact]
    public void A_clock_that_is_set_back_between_two_runs_takes_nothing_from_their_duration()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
        for (int run = 0; run < 2; run++)
        {
            using Journal journal = _folder.Open(time: time);
            time.Advance(TimeSpan.FromSeconds(10));
            journal.End();
            time = new FakeTimeProvider(time.GetUtcNow().AddSeconds(-5));
        }

        Assert.Equal(TimeSpan.FromSeconds(20), JournalSummary.Read(_folder.Path).Duration);
    }

    [Fact]
    public void It_is_complete_when_the_last_run_came_to_its_end()
    {
        Run(static journal => journal.Send(1, "a"));
        Assert.False(JournalSummary.Read(_folder.Path).Completed);

        Run(static journal => journal.End());
        Assert.True(JournalSummary.Read(_folder.Path).Completed);

        Run(static _ => { });
        Assert.False(JournalSummary.Read(_folder.Path).Completed);
    }

    [Fact]
    public void While_a_run_is_writing_what_is_in_flight_is_unknown()
    {
        using Journal journal = _folder.Open(time: _time);
        journal.Send(1, "a", "b");
        Assert.Equal(["a", "b"], JournalSummary.Read(_folder.Path).UnknownDevice.Select(static device => device.DeviceName));

        journal.TryFinish(1, JournalSample.Accepted);
        Assert.Equal("2 accepted, 0 rejected, 0 unknown, 0 not sent", JournalSummary.Read(_folder.Path).ToString());
    }

    [Fact]
    public void What_was_not_reached_is_what_no_run_came_to()
    {
        using (Journal journal = _folder.Open(expected: 5))
        {
            Finish(journal, 1, JournalSample.Accepted, "a", "b");
            journal.Send(2, "in flight");
        }

        Assert.Equal("2 accepted, 0 rejected, 1 unknown, 0 not sent, 2 not reached", JournalSummary.Read(_folder.Path).ToString());

        // A run that does not know the size of its input takes back nothing.
        Run(static _ => { });
        Assert.Equal((5L, 2L), Reach());

        Run(static journal => journal.End());
        Assert.Equal((5L, 0L), Reach());
        Assert.Equal("2 accepted, 0 rejected, 1 unknown, 0 not sent", JournalSummary.Read(_folder.Path).ToString());

        (long? Expected, long? NotReached) Reach()
        {
            JournalSummary summary = JournalSummary.Read(_folder.Path);
            return (summary.Expected, summary.NotReached);
        }
    }

    [Fact]
    public void Without_the_size_of_the_input_nothing_is_said_of_what_was_not_reached()
    {
        Run(static journal => Finish(journal, 1, JournalSample.Accepted, "a"));

        Assert.Null(JournalSummary.Read(_folder.Path).NotReached);
    }

    [Fact]
    public void Names_can_be_listed_again_and_counts_stay()
    {
        Run(static journal =>
        {
            Finish(journal, 1, JournalSample.Rejected, "a", "b", "a");
            Finish(journal, 2, JournalSample.Rejected, "b");
        });
        JournalAggregator aggregator = new(_folder.Path);
        aggregator.Read();

        for (int time = 0; time < 2; time++)
        {
            List<string> names = [];
            aggregator.Name([DeviceOutcome.Rejected], device => names.Add(device.Name));
            Assert.Equal(["a", "b"], names);
            Assert.Equal(2, aggregator.Devices(DeviceOutcome.Rejected));
        }
    }

    [Fact]
    public void A_device_is_named_with_its_product_since_another_product_may_have_its_name()
    {
        Run(static journal =>
        {
            IReadOnlyList<RpcParameter> other = JournalSample.Told("{}", "other");
            Finish(journal, 1, JournalSample.Rejected, "a");
            Finish(journal, 2, JournalSample.Accepted, "b");
            journal.Sending(3, other, ["a", "b"]);
            journal.TryFinish(3, JournalSample.Rejected);
            journal.Record(new JournalExecution(default, JournalSample.Parameters, ["b"], ExecutionStatus.Failed));
            journal.Record(new JournalExecution(default, other, ["b"], ExecutionStatus.Failed));
        });

        JournalSummary summary = JournalSummary.Read(_folder.Path);

        Assert.Equal([new("a1BwAGV0001", "a"), new("other", "a"), new("other", "b")], summary.RejectedDevice);
        Assert.Equal([new("a1BwAGV0001", "b"), new("other", "b")], summary.FailedDevice);
    }

    [Fact]
    public void A_summary_is_of_one_moment_while_a_run_goes_on()
    {
        using Journal journal = _folder.Open();
        journal.Send(1, "a");
        JournalAggregator aggregator = new(_folder.Path);
        aggregator.Read();
        journal.TryFinish(1, JournalSample.Accepted);
        journal.Send(2, "later");

        List<string> names = [];
        aggregator.Name([DeviceOutcome.Unknown], device => names.Add(device.Name));

        Assert.Equal(["a"], names);
    }

    [Fact]
    public void An_empty_file_is_a_journal_of_nothing()
    {
        _folder.Text = "";

        JournalSummary summary = JournalSummary.Read(_folder.Path);

        Assert.Equal((0, 0, false, null), (summary.Runs, summary.Requests, summary.Completed, summary.StartedAt));
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_and_not_made()
    {
        JournalException exception = Assert.Throws<JournalException>(() => JournalSummary.Read(_folder.Path));

        Assert.Equal("JournalNotFound", exception.ErrorId);
        Assert.False(File.Exists(_folder.Path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void What_a_symbolic_link_leads_to_is_read(int runs)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links are made by a program of Unix.");
        Assert.SkipWhen(Type.GetType("Mono.Runtime") is not null, ".NET Framework runs on Windows only, where no link needs to be followed.");
        File.WriteAllBytes(_folder.Path, []);
        for (int run = 0; run < runs; run++)
        {
            Run(static _ => { });
        }

        Assert.Equal(runs, JournalSummary.Read(_folder.Link("-s")).Runs);
    }

    public void Dispose() => _folder.Dispose();

    private void Run(Action<Journal> run)
    {
        using Journal journal = _folder.Open(time: _time);
        run(journal);
    }

    private static void Finish(Journal journal, int number, Outcome outcome, params string[] deviceNames)
    {
        journal.Send(number, deviceNames);
        journal.TryFinish(number, outcome);
    }
}
