using System;
using System.Linq;
using System.Xml.Linq;
using TuyaIot.Client.Tests.Journals;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Reports.Tests.Page;

/// <summary>What the page says of what devices did, beside what the gateway said.</summary>
public sealed class ExecutionPageTests : IDisposable
{
    private readonly ReportRig _rig = new();

    [Fact]
    public void Accepted_and_executed_stand_side_by_side_as_shares_of_the_same_devices()
    {
        WriteSeen();

        XElement header = _rig.Html.Descendants("header").Single();

        Assert.Equal("6 of 8 devices accepted, 2 executed", header.Descendants("h1").Single().Value);
        Assert.Equal(
            ["Accepted 6 75.0 % 1", "Rejected 1 12.5 % 1", "Not sent 0 0 % 0", "Unknown 1 12.5 % 1"],
            ReportRig.RowsOf(header, "Devices and requests by outcome"));
        Assert.Equal(
            ["Executed 2 25.0 %", "Failed 1 12.5 %", "Offline 1 12.5 %", "No answer 2 25.0 %", "Nothing seen 2 25.0 %"],
            ReportRig.RowsOf(header, "Devices by what they did"));
        Assert.Contains("Inferred for 2 devices:", header.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_how_long_devices_took_each_counted_once()
    {
        WriteSeen();

        XElement section = ReportRig.Find(_rig.Html, "execution").Parent!;

        Assert.Equal(["Half within 2 s", "90 % within 40 s", "99 % within 40 s", "Longest 40 s"], section.Descendants("dl").Single().Elements("div").Select(static fact => $"{fact.Element("dt")!.Value} {fact.Element("dd")!.Value}"));
        Assert.Equal(2, ReportRig.RowsOf(section, "Devices by time").Sum(static row => int.Parse(row.Split(' ')[^3], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Devices_that_failed_were_offline_or_did_not_answer_are_listed_with_the_command_that_goes_on()
    {
        WriteSeen();

        XElement html = _rig.ReadPage(static report => report.Cmdlet = "Invoke-IotThingsService");

        Assert.Equal("failed\t9201\n", ReportRig.TextOf(html, "failed-devices"));
        Assert.Equal(["offline"], ReportRig.NamesOf(html, "offline"));
        Assert.Equal(["silent", "lost"], ReportRig.NamesOf(html, "no-answer"));
        Assert.Equal("Get-IotJournal -LiteralPath 'run.jsonl' | Wait-IotCommand", ReportRig.TextOf(html, "no-answer-command"));
        Assert.StartsWith(
            "<these devices of the same input> | Invoke-IotThingsService ", ReportRig.TextOf(html, "failed-command"), StringComparison.Ordinal);
        Assert.EndsWith("-JournalPath <a new journal>", ReportRig.TextOf(html, "failed-command"), StringComparison.Ordinal);
    }

    [Fact]
    public void Devices_that_did_not_execute_are_counted_by_code()
    {
        WriteSeen();

        Assert.Equal(
            ["No code No answer 2 ", "9201 Failed 1 ", "No code Offline 1 "],
            ReportRig.RowsOf(_rig.Html, "Devices that did not execute the command, by code"));
    }

    [Fact]
    public void A_journal_that_nobody_waited_for_says_nothing_of_it()
    {
        _rig.WriteRun();

        XElement html = _rig.Html;

        Assert.DoesNotContain("executed", html.Descendants("h1").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain(html.Descendants("caption"), static caption => caption.Value == "Devices by what they did");
        Assert.DoesNotContain(html.Descendants("h2"), static heading => heading.Value == "Execution times");
    }

    [Fact]
    public void What_was_seen_long_after_a_run_makes_it_no_longer()
    {
        WriteSeen();
        TimeSpan duration = _rig.Report.Duration;
        _rig.Time.Advance(TimeSpan.FromDays(1));
        using (Journal journal = Journal.OpenToRecord(_rig.Folder.Path, _rig.Time))
        {
            ReportRig.See(journal, ExecutionStatus.Executed, 86_400_000, "silent");
        }

        RunReport report = _rig.Report;

        Assert.Equal((duration, duration, true), (report.Duration, report.Runs.Elapsed, report.Completed));
        Assert.Equal(3, report.Seen[ExecutionStatus.Executed]);
    }

    public void Dispose() => _rig.Dispose();

    private void WriteSeen() => _rig.Run(journal =>
    {
        _rig.Finish(journal, 1, JournalSample.Accepted, "fast", "slow", "failed", "offline", "silent", "unheard");
        _rig.Finish(journal, 2, JournalSample.Rejected, "refused");
        _rig.Finish(journal, 3, JournalSample.Unknown, "lost");
        ReportRig.See(journal, ExecutionStatus.NoAnswer, null, "slow");
        ReportRig.See(journal, ExecutionStatus.Executed, 2_000, "fast");
        ReportRig.See(journal, ExecutionStatus.Executed, 40_000, "slow");
        ReportRig.See(journal, ExecutionStatus.Executed, 41_000, "slow");
        ReportRig.See(journal, ExecutionStatus.Failed, 100, "failed", "fast");
        ReportRig.See(journal, ExecutionStatus.Offline, null, "offline");
        ReportRig.See(journal, ExecutionStatus.NoAnswer, null, "silent", "lost");
        journal.End();
    });
}
