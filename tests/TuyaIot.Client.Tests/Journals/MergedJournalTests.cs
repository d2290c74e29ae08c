using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.Extensions.Time.Testing;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>Several journals of one command count as one run.</summary>
public sealed class MergedJournalTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("merged");
    private FakeTimeProvider _time = new(Start);

    [Fact]
    public void Devices_count_once_and_runs_and_requests_add_up()
    {
        Write("east", 3, true, (JournalSample.Accepted, ["a", "b"]), (JournalSample.Rejected, ["c"]));
        Write("west", 5, false, (JournalSample.Accepted, ["b", "d"]));

        JournalSummary summary = Read("east", "west");

        Assert.Equal((2, 3, 3, 1), (summary.Runs, summary.Requests, summary.Accepted, summary.Rejected));
        Assert.Equal((8L, 3L, false), (summary.Expected, summary.NotReached, summary.Completed));
        Assert.Equal([PathOf("east"), PathOf("west")], summary.Paths);
    }

    [Theory]
    [InlineData(nameof(DeviceOutcome.Accepted), nameof(DeviceOutcome.Unknown))]
    [InlineData(nameof(DeviceOutcome.Accepted), nameof(DeviceOutcome.Rejected))]
    [InlineData(nameof(DeviceOutcome.Accepted), nameof(DeviceOutcome.NotSent))]
    [InlineData(nameof(DeviceOutcome.Unknown), nameof(DeviceOutcome.Rejected))]
    [InlineData(nameof(DeviceOutcome.Unknown), nameof(DeviceOutcome.NotSent))]
    [InlineData(nameof(DeviceOutcome.Rejected), nameof(DeviceOutcome.NotSent))]
    public void The_most_that_is_known_counts_in_any_order(string known, string other)
    {
        DeviceOutcome more = Enum.Parse<DeviceOutcome>(known);
        DeviceOutcome less = Enum.Parse<DeviceOutcome>(other);
        Write("east", 1, true, (OutcomeOf(more), ["a"]));
        Write("west", 1, true, (OutcomeOf(less), ["a"]));

        foreach (string[] order in new string[][] { ["east", "west"], ["west", "east"] })
        {
            JournalAggregator journals = new([.. order.Select(PathOf)]);
            journals.Read();
            List<string> names = [];
            journals.Name([more, less], device => names.Add($"{device.Outcome} {device.Name}"));

            Assert.Equal((1, 0), (journals.Devices(more), journals.Devices(less)));
            Assert.Equal([$"{more} a"], names);
        }
    }

    [Theory]
    [InlineData("east", "west")]
    [InlineData("west", "east")]
    public void What_one_journal_saw_of_a_device_counts_for_a_request_of_another(params string[] order)
    {
        Write("east", 1, true, (JournalSample.Unknown, ["a"]));
        Write("west", 1, true, journal => See(journal, ExecutionStatus.Executed, "a"), (JournalSample.Unknown, ["a"]));

        JournalSummary summary = Read(order);

        Assert.Equal((1, 0, 1), (summary.Accepted, summary.Unknown, summary.Executed));
    }

    [Theory]
    [InlineData("east", "west")]
    [InlineData("west", "east")]
    public void What_was_seen_before_a_later_request_of_the_same_journal_that_says_more_is_not_about_that_one(params string[] order)
    {
        Write("east", 1, false, journal => See(journal, ExecutionStatus.NoAnswer, "a"), (JournalSample.Unknown, ["a"]));
        Write("east", 1, true, (JournalSample.Accepted, ["a"]));
        Write("west", 1, true, (JournalSample.Accepted, ["b"]));

        JournalSummary summary = Read(order);

        Assert.Equal((2, 0, 0), (summary.Accepted, summary.Unknown, summary.NoAnswer));
    }

    [Theory]
    [InlineData("east", "west")]
    [InlineData("west", "east")]
    public void A_later_request_that_says_no_more_leaves_what_was_seen_whichever_journal_comes_first(params string[] order)
    {
        Write("east", 1, true, journal => See(journal, ExecutionStatus.Offline, "a"), (JournalSample.Accepted, ["a"]));
        Write("west", 1, true, (JournalSample.Accepted, ["a"]), (JournalSample.Accepted, ["a"]));

        JournalSummary summary = Read(order);

        Assert.Equal((1, 1), (summary.Accepted, summary.Offline));
    }

    [Fact]
    public void A_device_that_several_saw_is_named_once()
    {
        Write("east", 1, true, journal => See(journal, ExecutionStatus.Failed, "a"), (JournalSample.Accepted, ["a"]));
        Write("west", 1, true, journal => See(journal, ExecutionStatus.Failed, "a", "b"), (JournalSample.Accepted, ["a", "b"]));

        Assert.Equal(["a", "b"], Read("east", "west").FailedDevice.Select(static device => device.DeviceName));
    }

    [Fact]
    public void Runs_that_went_on_at_once_count_their_time_once_and_pauses_do_not_count()
    {
        WriteTimes("a", 0, 10);
        WriteTimes("b", 4, 12);
        WriteTimes("c", 20, 25);
        WriteTimes("d", 5, 6);

        JournalSummary summary = Read("c", "b", "a", "d");

        Assert.Equal(TimeSpan.FromSeconds(17), summary.Duration);
        Assert.Equal((Start.UtcDateTime, Start.UtcDateTime.AddSeconds(25)), (summary.StartedAt!.Value, summary.EndedAt!.Value));
    }

    [Fact]
    public void What_is_not_reached_is_known_of_each_journal_although_they_share_devices()
    {
        Write("east", 3, false, (JournalSample.Accepted, ["a", "b"]));
        Write("west", 3, false, (JournalSample.Accepted, ["a", "b"]));

        Assert.Equal(2, Read("east", "west").NotReached);
    }

    [Fact]
    public void Where_one_does_not_know_the_size_of_its_input_nobody_does()
    {
        Write("east", 3, true, (JournalSample.Accepted, ["a"]));
        Write("west", null, true, (JournalSample.Accepted, ["b"]));

        Assert.Equal((null, null), (Read("east", "west").Expected, Read("east", "west").NotReached));
    }

    [Fact]
    public void Journals_of_different_commands_are_refused_with_the_difference()
    {
        Write("east", 1, true, (JournalSample.Accepted, ["a"]));
        JournalCommand other = JournalSample.Command with { Parameters = [.. JournalSample.Command.Parameters.Select(static parameter => parameter.Name == "Identifier" ? new RpcParameter("Identifier", "Reboot") : parameter)] };
        Journal.Open(PathOf("west"), other, _time).Dispose();

        JournalException exception = Assert.Throws<JournalException>(() => Read("east", "west"));

        Assert.Equal(("JournalOfAnotherCommand", PathOf("west")), (exception.ErrorId, exception.Path));
        Assert.Contains("its Identifier is Reboot, not ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(PathOf("east"), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_is_that_of_the_first_that_has_begun()
    {
        File.WriteAllText(PathOf("north"), "");
        Write("east", 1, true, (JournalSample.Accepted, ["a"]));
        Journal.Open(PathOf("west"), JournalSample.Command with { Action = "X" }, _time).Dispose();

        JournalException exception = Assert.Throws<JournalException>(() => Read("north", "east", "west"));

        Assert.Equal(
            $"The journal '{PathOf("west")}' belongs to another command than '{PathOf("east")}': its action is X, not InvokeThingsService.", exception.Message);
        Assert.Equal("Merge journals of one command. Without -Merge each journal has a summary of its own.", exception.RecommendedAction);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_copy_is_refused_also_an_older_one(bool isOlder)
    {
        Write("east", 3, true, (JournalSample.Accepted, ["a"]), (JournalSample.Accepted, ["b"]));
        byte[] bytes = File.ReadAllBytes(PathOf("east"));
        File.WriteAllBytes(PathOf("copy"), isOlder ? bytes.AsSpan(0, bytes.Length / 2).ToArray() : bytes);

        JournalException exception = Assert.Throws<JournalException>(() => Read("east", "copy"));

        Assert.Equal(("JournalGivenTwice", PathOf("copy")), (exception.ErrorId, exception.Path));
    }

    [Fact]
    public void Two_that_began_alike_and_sent_to_others_are_no_copies()
    {
        Write("east", 1, true, (JournalSample.Accepted, ["a"]));
        _time = new FakeTimeProvider(Start);
        Write("west", 1, true, (JournalSample.Accepted, ["b"]));

        Assert.Equal(2, Read("east", "west").Accepted);
    }

    [Theory]
    [InlineData("{\"type\":\"run\",\"ver")]
    [InlineData(null)]
    public void Two_of_one_line_alone_are_no_copies(string? text)
    {
        Write("east", 1, false);
        text ??= File.ReadAllText(PathOf("east"));
        File.WriteAllText(PathOf("east"), text);
        File.WriteAllText(PathOf("west"), text);

        Assert.Equal(text.EndsWith('\n') ? 2 : 0, Read("east", "west").Runs);
    }

    [Fact]
    public void The_third_may_be_a_copy_of_the_second()
    {
        foreach (string name in new[] { "first", "second" })
        {
            Write(name, 1, true, (JournalSample.Accepted, ["a"]));
        }

        File.Copy(PathOf("second"), PathOf("third"));

        JournalException exception = Assert.Throws<JournalException>(() => Read("first", "second", "third"));

        Assert.Equal(
            ($"'{PathOf("third")}' is the same journal as '{PathOf("second")}', or a copy of it.", "Give each journal once. Of a journal and its copies give the longest."),
            (exception.Message, exception.RecommendedAction));
    }

    [Fact]
    public void What_is_read_of_each_is_told_as_a_part_of_all()
    {
        Write("east", 1, true, (JournalSample.Accepted, ["a"]));
        Write("west", 1, true, (JournalSample.Accepted, ["b"]));
        Write("far", 1, true, (JournalSample.Accepted, [new string('c', 1_200_000)]));
        double[] lengths = [.. File.ReadAllLines(PathOf("far")).Select(static line => line.Length + 1.0)];
        List<double> told = [];

        new JournalAggregator([PathOf("east"), PathOf("far"), PathOf("west")]).Read(progress: new Progress(told));

        Assert.Equal([1 / 3.0, (1 + lengths.Take(2).Sum() / lengths.Sum()) / 3, 2 / 3.0, 1], told);
    }

    [Fact]
    public void The_lines_are_shown_again_each_outcome_with_its_request()
    {
        Write("east", 1, false, AddStray, (JournalSample.Accepted, ["a"]));
        Write("east", 1, true, (JournalSample.Rejected, ["b"]));
        Write("west", 1, true, (JournalSample.Accepted, ["c"]));
        JournalAggregator journals = new([PathOf("east"), PathOf("west")]);
        journals.Read();
        Write("west", 1, true, (JournalSample.Accepted, ["later"]));
        List<string> seen = [];

        journals.ReadAgain((entry, send) => seen.Add(entry.GetType().Name.Replace("Journal", "") + send?.DeviceName[0]));

        Assert.Equal(["Run", "Send", "Outcomea", "Send", "Outcome", "Run", "Send", "Outcomeb", "End", "Run", "Send", "Outcomec", "End"], seen);
        Assert.Equal(1, journals.Devices(DeviceOutcome.Unknown));
        Assert.Throws<OperationCanceledException>(() => journals.ReadAgain(static (_, _) => { }, new CancellationToken(canceled: true)));

        static void AddStray(Journal journal)
        {
            journal.Send(9, "lost");
            journal.TryFinish(10, JournalSample.Accepted);
        }
    }

    [Fact]
    public void An_empty_journal_among_others_has_not_begun()
    {
        Write("east", 1, true, (JournalSample.Accepted, ["a"]));
        File.WriteAllBytes(PathOf("west"), []);

        JournalSummary summary = Read("west", "east");

        Assert.Equal((1, 1, false, "InvokeThingsService"), (summary.Runs, summary.Accepted, summary.Completed, summary.Command!.Action));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Outcome OutcomeOf(DeviceOutcome outcome) => outcome switch
    {
        DeviceOutcome.Accepted => JournalSample.Accepted,
        DeviceOutcome.Rejected => JournalSample.Rejected,
        DeviceOutcome.NotSent => JournalSample.NotSent,
        _ => JournalSample.Unknown,
    };

    private static void See(Journal journal, ExecutionStatus status, params string[] names) =>
        journal.Record(new JournalExecution(default, JournalSample.Parameters, names, status));

    private string PathOf(string name) => Path.Combine(_folder.FullName, name + ".jsonl");

    private JournalSummary Read(params string[] names) => JournalSummary.Read([.. names.Select(PathOf)]);

    private void Write(string name, long? expected, bool ends, params (Outcome Outcome, string[] Names)[] requests) => Write(name, expected, ends, static _ => { }, requests);

    private void Write(string name, long? expected, bool ends, Action<Journal> last, params (Outcome Outcome, string[] Names)[] requests)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        using Journal journal = Journal.Open(PathOf(name), JournalSample.Command, _time, expected);
        for (int i = 0; i < requests.Length; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            journal.Send(i + 1, requests[i].Names);
            journal.TryFinish(i + 1, requests[i].Outcome);
        }

        last(journal);
        if (ends)
        {
            journal.End();
        }
    }

    private sealed class Progress(List<double> told) : IProgress<double>
    {
        public void Report(double value) => told.Add(value);
    }

    private void WriteTimes(string name, int start, int end)
    {
        FakeTimeProvider time = new(Start.AddSeconds(start));
        using Journal journal = Journal.Open(PathOf(name), JournalSample.Command, time);
        journal.Send(1, name);
        time.SetUtcNow(Start.AddSeconds(end));
        journal.TryFinish(1, JournalSample.Accepted);
        journal.End();
    }
}
