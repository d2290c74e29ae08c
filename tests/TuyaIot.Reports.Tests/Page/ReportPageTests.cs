using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Journals;
using TuyaIot.Journals;
using TuyaIot.Reports.Page;
using Xunit;

namespace TuyaIot.Reports.Tests.Page;

/// <summary>What a reader finds on the page.</summary>
public sealed class ReportPageTests : IDisposable
{
    private readonly ReportRig _rig = new();

    [Fact]
    public void The_command_and_its_totals_come_first()
    {
        _rig.WriteRun();

        XElement header = _rig.Html.Descendants("header").Single();

        Assert.Equal("2 of 6 devices accepted", header.Descendants("h1").Single().Value);
        Assert.Equal(
            ["Action: InvokeThingsService", "Gateway: gateway.example:8686", "ProductKey: a1BwAGV0001", "Identifier: Set", "Rows: Rows of the input had values of their own. They are in the journal."],
            FactsOf(ReportRig.Find(header, "command")));
        Assert.Equal(
            ["Accepted 2 33.3 % 1", "Rejected 1 16.7 % 1", "Not sent 1 16.7 % 1", "Unknown 2 33.3 % 2"],
            ReportRig.RowsOf(header, "Devices and requests by outcome"));
    }

    [Fact]
    public void Devices_that_were_not_reached_are_a_part_of_the_whole()
    {
        _rig.WriteRun(completed: false, expected: 20_000);

        XElement html = _rig.Html;

        Assert.Equal("2 of 20,000 devices accepted", html.Descendants("h1").Single().Value);
        Assert.Equal("The run has not come to its end: it was stopped, it died, or it is still running. Not reached: 19,994 devices. 1 request for 1 device had no outcome when a run ended; they count as unknown.", StateOf(html));
        Assert.Equal("Not reached 19,994 > 99.9 % –", ReportRig.RowsOf(html, "Devices and requests by outcome")[^1]);
        Assert.Contains("Not reached: 19,994 devices, > 99.9 %", ReportRig.Find(html, "share-text").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_it_is_not_known_how_many_devices_there_are_a_run_that_died_says_so()
    {
        _rig.Run(static journal => journal.Send(1, "a"));

        Assert.Contains("How many devices were not reached is not known", StateOf(_rig.Html), StringComparison.Ordinal);
    }

    [Fact]
    public void Rejected_not_sent_and_unknown_devices_stand_in_it_line_by_line_with_their_code()
    {
        _rig.WriteRun();

        XElement html = _rig.Html;

        Assert.Equal("c\tiot.device.NotExistedDevice\n", ReportRig.TextOf(html, "rejected-devices"));
        Assert.Equal("d\t(Nobody.)\n", ReportRig.TextOf(html, "not-sent-devices"));
        Assert.Equal("e\t(Lost.)\nf\t(The run ended before a reply came.)\n", ReportRig.TextOf(html, "unknown-devices"));
        Assert.Equal(
            ["Rejected: 1 device", "Not sent: 1 device", "Unknown: 2 devices"],
            html.Descendants("section").Where(static section => (string?)section.Attribute("class") == "devices").Select(static section => section.Element("h2")!.Value));
        Assert.Equal(
            ["iot.device.NotExistedDevice Rejected 1 1 ", "No code Not sent 1 1 ", "No code Unknown 1 1 ", "No code Unknown 1 1 "],
            ReportRig.RowsOf(html, "Requests that were not accepted, by code"));
    }

    [Fact]
    public void Times_are_UTC_and_say_so()
    {
        _rig.WriteRun();

        XElement html = _rig.Html;

        Assert.Contains("All times are UTC.", html.Value, StringComparison.Ordinal);
        Assert.Contains("2026-11-23 04:05:06 UTC", html.Value, StringComparison.Ordinal);
        Assert.All(html.Descendants("time"), static time => Assert.Equal($"{time.Value.Replace(' ', 'T')}Z", time.Attribute("datetime")!.Value));
    }

    [Theory]
    [InlineData("", "No device was called", "The journal is empty: no run has started.")]
    [InlineData("{\"type\":\"run\",\"version\":1,\"at\":\"2026-01-0", "No device was called", "The journal is empty: no run has started.")]
    public void An_empty_journal_makes_a_page_that_says_so(string journal, string headline, string state)
    {
        _rig.Folder.Text = journal;

        XElement html = _rig.Html;

        Assert.Equal((headline, state), (html.Descendants("h1").Single().Value, StateOf(html)));
    }

    [Fact]
    public void A_run_that_died_is_not_called_ended_and_a_torn_line_is_left_out()
    {
        _rig.Run(static journal => journal.Send(1, "a", "b"));
        _rig.Folder.Text += "{\"outcome\":1,\"at\":\"20";

        XElement html = _rig.Html;

        Assert.Equal("0 of 2 devices accepted", html.Descendants("h1").Single().Value);
        Assert.StartsWith("The run has not come to its end: it was stopped, it died, or it is still running.", StateOf(html), StringComparison.Ordinal);
        Assert.EndsWith("1 request for 2 devices had no outcome when a run ended; they count as unknown.", StateOf(html), StringComparison.Ordinal);
        Assert.Equal(["a", "b"], ReportRig.NamesOf(html, "unknown"));
    }

    [Fact]
    public void A_journal_of_many_runs_lists_the_last_of_them()
    {
        for (int run = 0; run < 120; run++)
        {
            _rig.Run(static journal => journal.End());
        }

        _rig.Run(journal => _rig.Finish(journal, 1, JournalSample.Accepted, "a"));

        string[] rows = ReportRig.RowsOf(_rig.Html, "The runs of this journal; times are UTC");
        Assert.Equal((100, "22", "121"), (rows.Length, rows[0].Split(' ')[0], rows[^1].Split(' ')[0]));
    }

    [Fact]
    public void A_hundred_thousand_unknown_devices_are_listed_once_in_parts_and_the_page_says_how_to_list_the_rest()
    {
        const int Requests = 1001;
        using (Journal journal = _rig.Folder.Open(time: _rig.Time))
        {
            for (int i = 0; i < Requests; i++)
            {
                journal.Send(i, [.. Enumerable.Range(i * 100, 100).Select(static device => $"device-{device}")]);
                _rig.Time.Advance(TimeSpan.FromMilliseconds(100));
                journal.TryFinish(i, JournalSample.Unknown with { Latency = TimeSpan.FromMilliseconds(i * 7 % 900) });
            }
        }

        string page = _rig.Page;
        XElement html = ReportRig.Parse(page);

        Assert.Equal(Enumerable.Range(0, 100_000).Select(static device => $"device-{device}"), ReportRig.NamesOf(html, "unknown"));
        Assert.All(ReportRig.Find(html, "unknown-devices").Elements("span"), static part => Assert.Equal(500, part.Value.Count(static character => character == '\n')));
        Assert.Contains("The first 100,000 devices are listed, and 100 are not.", html.Value, StringComparison.Ordinal);
        Assert.Equal("(Get-IotJournal -LiteralPath 'run.jsonl').UnknownDeviceName", ReportRig.TextOf(html, "unknown-all"));
        Assert.InRange(page.Length - ReportRig.TextOf(html, "unknown-devices").Length, 0, 200_000);
    }

    [Fact]
    public void A_stop_ends_it()
    {
        _rig.WriteRun();

        Assert.Throws<OperationCanceledException>(() => ReportPage.Write(_rig.Report, Stream.Null, ReportRig.Now, new(canceled: true)));
    }

    public void Dispose() => _rig.Dispose();

    private static string StateOf(XElement html) => html.Descendants("p").Single(static paragraph => (string?)paragraph.Attribute("class") == "state").Value;

    private static string[] FactsOf(XElement list) => [.. list.Elements("div").Select(static fact => $"{fact.Element("dt")!.Value}: {fact.Element("dd")!.Value}")];
}
