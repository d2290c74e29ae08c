using System;
using System.Linq;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>What the next run of a journal finds: what was accepted, what may have been carried out, and what may be sent.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Fact]
    public void A_new_journal_knows_of_nothing()
    {
        using Journal journal = _folder.Open();

        Assert.True(journal.Ledger.IsEmpty);
        Assert.Null(journal.Find(JournalSample.Parameters, "a"));
    }

    [Fact]
    public void Each_device_is_found_as_its_request_left_it()
    {
        _folder.Run(journal =>
        {
            journal.Send(1, "a1", "a2");
            journal.Send(2, "r");
            journal.Send(3, "u");
            journal.Send(4, "n");
            journal.Send(5, "in flight");
            journal.TryFinish(4, JournalSample.NotSent);
            journal.TryFinish(3, JournalSample.Unknown);
            journal.TryFinish(2, JournalSample.Rejected);
            journal.TryFinish(1, JournalSample.Accepted);
        });

        Assert.Equal(
            [DeviceOutcome.Accepted, DeviceOutcome.Accepted, DeviceOutcome.Rejected, DeviceOutcome.Unknown, DeviceOutcome.NotSent, DeviceOutcome.Unknown, null],
            _folder.Find("a1", "a2", "r", "u", "n", "in flight", "never named"));
    }

    [Fact]
    public void What_was_in_flight_two_runs_ago_is_still_unknown_though_its_number_is_used_again()
    {
        _folder.Run(journal => journal.Send(1, "lost"));
        _folder.Run(journal =>
        {
            journal.Send(1, "a");
            journal.TryFinish(1, JournalSample.Accepted);
            journal.End();
        });

        Assert.Equal([DeviceOutcome.Unknown, DeviceOutcome.Accepted], _folder.Find("lost", "a"));
    }

    [Fact]
    public void What_is_accepted_at_last_is_accepted()
    {
        _folder.Run(journal => Finish(journal, JournalSample.Rejected, JournalSample.Unknown, JournalSample.NotSent));
        _folder.Run(journal => Finish(journal, JournalSample.Accepted, JournalSample.Accepted, JournalSample.Accepted));

        Assert.Equal([DeviceOutcome.Accepted, DeviceOutcome.Accepted, DeviceOutcome.Accepted], _folder.Find("d0", "d1", "d2"));
    }

    [Fact]
    public void What_was_accepted_in_one_run_and_not_named_in_the_next_stays_accepted()
    {
        _folder.Run(journal => Finish(journal, JournalSample.Accepted));
        _folder.Run(static _ => { });

        Assert.Equal([DeviceOutcome.Accepted], _folder.Find("d0"));
    }

    [Fact]
    public void A_later_refusal_takes_back_neither_an_acceptance_nor_a_doubt()
    {
        _folder.Run(journal => Finish(journal, JournalSample.Accepted, JournalSample.Unknown));
        _folder.Run(journal => Finish(journal, JournalSample.Rejected, JournalSample.NotSent));

        Assert.Equal([DeviceOutcome.Accepted, DeviceOutcome.Unknown], _folder.Find("d0", "d1"));
    }

    [Fact]
    public void A_long_line_is_read_as_well_as_a_short_one()
    {
        string[] devices = [.. Enumerable.Range(0, 20_000).Select(number => $"device{number}")];
        _folder.Run(journal =>
        {
            journal.Send(1, "short");
            journal.Send(2, devices);
            journal.TryFinish(2, JournalSample.Accepted);
        });

        Assert.Equal([DeviceOutcome.Unknown, DeviceOutcome.Accepted, DeviceOutcome.Accepted], _folder.Find("short", devices[0], devices[^1]));
    }

    [Fact]
    public void A_device_that_is_told_something_else_is_another_matter()
    {
        _folder.Run(journal => Finish(journal, JournalSample.Accepted));

        using Journal journal = _folder.Open();
        Assert.Null(journal.Find(JournalSample.Told("""{"param1":2}"""), "d0"));
        Assert.Equal(DeviceOutcome.Accepted, journal.Find(JournalSample.Told("""{ "param1": 1 }"""), "d0"));
        Assert.Equal(DeviceOutcome.Accepted, journal.Find(JournalSample.Told("""{"param1":1}"""), "d0"));
        Assert.Null(journal.Find(JournalSample.Parameters, "D0"));
    }

    public void Dispose() => _folder.Dispose();

    private static void Finish(Journal journal, params Outcome[] outcomes)
    {
        for (int i = 0; i < outcomes.Length; i++)
        {
            journal.Send(i, $"d{i}");
            journal.TryFinish(i, outcomes[i]);
        }
    }
}
