using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using TuyaIot.Client.Tests.Journals;
using TuyaIot.Journals;
using TuyaIot.Reports.Page;
using Xunit;

namespace TuyaIot.Reports.Tests;

/// <summary>One report of several journals.</summary>
public sealed class MergedReportTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static readonly JournalCommand Command = JournalSample.Command with { Parameters = JournalSample.Parameters };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("merged");

    [Fact]
    public void Runs_of_all_journals_are_in_one_time()
    {
        Write("east", 0, 10, "a");
        Write("west", 4, 12, "b");
        Write("north", 60, 65, "c");

        RunReport report = Read("north", "west", "east");

        Assert.Equal([(1, 0d), (2, 4d), (3, 12d)], report.Runs.All.Select(static run => (run.Number, run.Offset.TotalSeconds)));
        Assert.Equal(17, report.Duration.TotalSeconds);
        Assert.Equal(Start.UtcDateTime.AddSeconds(61), report.Runs.ClockAt(TimeSpan.FromSeconds(13)));
    }

    [Fact]
    public void What_ended_at_once_is_in_one_slot()
    {
        Write("east", 0, 10, "a", "b");
        Write("west", 2, 10, "c");
        Write("north", 60, 65, "d");

        RunReport report = Read("east", "west", "north");

        Assert.Equal(
            [(10d, 3L), (15d, 1L)],
            report.Timeline.Slots
                .Select((slot, index) => (report.Timeline.StartOf(index).TotalSeconds, slot.Devices(DeviceOutcome.Accepted)))
                .Where(static slot => slot.Item2 > 0));
        Assert.Equal(3, report.Latency.Count);
    }

    [Fact]
    public void The_page_names_the_journals_and_commands_for_all_of_them()
    {
        Write("east", 0, 10, "a");
        using (Journal journal = Journal.Open(PathOf("west"), Command, new FakeTimeProvider(Start.AddSeconds(3))))
        {
            journal.Send(1, "b");
            journal.TryFinish(1, JournalSample.Rejected);
        }

        using MemoryStream page = new();
        RunReport report = Read("east", "west");
        report.Cmdlet = "Invoke-IotThingsService";
        ReportPage.Write(report, page, ReportRig.Now);
        XElement html = ReportRig.Parse(Encoding.UTF8.GetString(page.ToArray()));

        Assert.Contains("east.jsonl and 1 other journal", html.Value, StringComparison.Ordinal);
        Assert.Contains("(Get-IotJournal -LiteralPath 'east.jsonl','west.jsonl' -Merge).RejectedDeviceName", html.Value, StringComparison.Ordinal);
        Assert.Contains("-JournalPath <the journal of these devices>", html.Value, StringComparison.Ordinal);
        Assert.Contains("Of 2 journals not every last run has come to its end", html.Value, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name + ".jsonl");

    private RunReport Read(params string[] names) => RunReport.Read([.. names.Select(PathOf)]);

    private void Write(string name, int start, int end, params string[] deviceNames)
    {
        FakeTimeProvider time = new(Start.AddSeconds(start));
        using Journal journal = Journal.Open(PathOf(name), Command, time);
        journal.Send(1, deviceNames);
        time.SetUtcNow(Start.AddSeconds(end));
        journal.TryFinish(1, JournalSample.Accepted);
        journal.End();
    }
}
