using System;
using System.Linq;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>Requests are numbered from 1 in each run, so a number alone does not tell which request an outcome is of.</summary>
public sealed class JournalReplayTests
{
    private readonly JournalReplay _replay = new();

    [Fact]
    public void An_outcome_is_that_of_the_request_with_its_number()
    {
        Take(Run(1));
        Take(Send(1, "a"));
        Take(Send(2, "b"));

        Assert.Equal("b Accepted", Take(Outcome(2, DeliveryStatus.Accepted)));
        Assert.Equal("a Rejected", Take(Outcome(1, DeliveryStatus.Rejected)));
        Assert.Empty(_replay.Open);
    }

    [Fact]
    public void A_new_run_gives_up_what_the_one_before_left_open()
    {
        Take(Run(1));
        Take(Send(1, "a"));
        Take(Send(2, "b"));
        Take(Outcome(1, DeliveryStatus.Accepted));

        Assert.Equal("b lost", Take(Run(2)));
        Assert.Empty(_replay.Open);
    }

    [Fact]
    public void A_number_of_the_run_before_does_not_answer_for_this_one()
    {
        Take(Run(1));
        Take(Send(1, "old"));
        Take(Run(2));

        Assert.Equal("", Take(Outcome(1, DeliveryStatus.Accepted)));
        Take(Send(1, "new"));
        Assert.Equal("new Accepted", Take(Outcome(1, DeliveryStatus.Accepted)));
    }

    [Fact]
    public void An_outcome_counts_once()
    {
        Take(Run(1));
        Take(Send(1, "a"));
        Take(Outcome(1, DeliveryStatus.Accepted));

        Assert.Equal("", Take(Outcome(1, DeliveryStatus.Rejected)));
    }

    [Fact]
    public void A_number_that_is_used_twice_forgets_no_device()
    {
        Take(Run(1));
        Take(Send(1, "a"));

        Assert.Equal("a lost", Take(Send(1, "b")));
        Assert.Equal("b Accepted", Take(Outcome(1, DeliveryStatus.Accepted)));
    }

    [Fact]
    public void A_line_of_a_type_of_later_versions_changes_nothing()
    {
        Take(Run(1));
        Take(Send(1, "a"));

        Assert.Equal("", Take(new JournalEntry(DateTimeOffset.UnixEpoch)));
        Assert.Equal("a Accepted", Take(Outcome(1, DeliveryStatus.Accepted)));
    }

    [Fact]
    public void The_end_of_a_run_closes_nothing()
    {
        Take(Run(1));
        Take(Send(1, "a"));
        Take(new JournalEnd(DateTimeOffset.UnixEpoch));

        Assert.Equal("a", Assert.Single(Assert.Single(_replay.Open).Send.DeviceName));
    }

    [Fact]
    public void A_request_that_waits_to_be_sent_again_was_refused_and_one_that_was_sent_again_is_lost()
    {
        Take(Run(1));
        Take(Send(1, "a"));
        Take(Send(2, "b"));
        Assert.Equal("", Take(Refusal(1)));
        Assert.Equal("", Take(Refusal(2)));
        Assert.Equal("", Take(new JournalRepeat(DateTimeOffset.UnixEpoch, 2)));

        Assert.Equal("a Rejected Throttling True, b lost", Take(Run(2)));
    }

    [Fact]
    public void The_outcome_of_a_request_that_was_sent_again_is_its_last()
    {
        Take(Run(1));
        Take(Send(1, "a"));
        Take(Refusal(1));
        Take(new JournalRepeat(DateTimeOffset.UnixEpoch, 1));

        Assert.Equal("a Accepted", Take(Outcome(1, DeliveryStatus.Accepted)));
        Assert.Equal("", Take(Refusal(1)));
        Assert.Equal("", Take(new JournalRepeat(DateTimeOffset.UnixEpoch, 1)));
        Assert.Empty(_replay.Open);
    }

    [Fact]
    public void The_command_is_that_of_the_first_run_and_the_count_that_of_the_last()
    {
        Take(Run(1));
        Take(new JournalRun(DateTimeOffset.UnixEpoch, 1, 2, JournalSample.Command with { Action = "Another" }));

        Assert.Equal(("InvokeThingsService", 2), (_replay.Command?.Action, _replay.Runs));
    }

    private static JournalRun Run(int number) => new(DateTimeOffset.UnixEpoch, 1, number, JournalSample.Command);

    private static JournalSend Send(int number, string deviceName) => new(DateTimeOffset.UnixEpoch, number, JournalSample.Parameters, [deviceName]);

    private static JournalRefusal Refusal(int number) => new(DateTimeOffset.UnixEpoch, number, Sent: true, "Throttling", "Too many.");

    private static JournalOutcome Outcome(int number, DeliveryStatus status) =>
        new(DateTimeOffset.UnixEpoch, number, status, Attempts: 1, TimeSpan.Zero, Latency: null, Throttled: 0, Sent: true);

    private string Take(JournalEntry entry) =>
        string.Join(", ", _replay.Take(entry).Select(known => $"{known.Send.DeviceName[0]} {Describe(known.Outcome)}"));

    private static string Describe(JournalOutcome? outcome) => outcome switch
    {
        null => "lost",
        { Code: string code } => $"{outcome.Status} {code} {outcome.Sent}",
        _ => outcome.Status.ToString(),
    };
}
