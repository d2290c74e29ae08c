using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TuyaIot.Client.Tests.Journals;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Replies;
using TuyaIot.Reports.Page;
using Xunit;

namespace TuyaIot.Reports.Tests;

/// <summary>What the page says, and what it must never do.</summary>
public sealed class ReportPageTests : IDisposable
{
    private const string Attack = "</pre></style></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;]]>-->";

    private readonly ReportRig _rig = new();

    [Fact]
    public void The_page_says_what_became_of_the_devices_first()
    {
        WriteRun();

        XElement html = _rig.Html;

        Assert.Equal("2 of 6 devices accepted", html.Descendants("h1").Single().Value);
        Assert.Equal(
            ["Accepted 2 33.3 % 1", "Rejected 1 16.7 % 1", "Not sent 1 16.7 % 1", "Unknown 2 33.3 % 2"],
            RowsOf(html, "What became of devices and requests"));
    }

    [Fact]
    public void Every_drawing_has_a_title_and_a_description_and_a_table_has_its_numbers()
    {
        WriteRun();

        XElement html = _rig.Html;
        XElement[] drawings = [.. html.Descendants("svg").Where(svg => (string?)svg.Attribute("role") == "img")];

        Assert.Equal(["share", "pace", "latency", "again"], drawings.Select(svg => svg.Attribute("class")!.Value));
        Assert.All(drawings, svg => Assert.All(
            svg.Attribute("aria-labelledby")!.Value.Split(' '),
            id => Assert.NotEmpty(ReportRig.TextOf(html, id))));
        Assert.All(html.Descendants("table"), table => Assert.NotEmpty(table.Element("caption")!.Value));
        Assert.All(html.Descendants("svg").Except(drawings), svg => Assert.Equal("true", (string?)svg.Attribute("aria-hidden")));
    }

    [Fact]
    public void The_unknown_devices_stand_in_it_line_by_line()
    {
        WriteRun();

        Assert.Equal("e\nf\n", ReportRig.TextOf(_rig.Html, "unknown-devices"));
    }

    [Fact]
    public void Nothing_that_a_journal_says_becomes_more_than_text()
    {
        JournalCommand command = new(JournalSample.Command.Endpoint, Attack, [new("ProductKey", Attack), new(Attack, "v")]);
        Outcome outcome = JournalSample.Unknown with { Reply = new RpcReply { Code = Attack, ErrorMessage = Attack } };
        using (Journal journal = _rig.Folder.Open(command, _rig.Time))
        {
            _rig.Finish(journal, 1, outcome, Attack);
        }

        string page = _rig.Page;
        XElement html = ReportRig.Parse(page);

        Assert.Equal(Attack + "\n", ReportRig.TextOf(html, "unknown-devices"));
        Assert.Equal(6, Regex.Count(page, Regex.Escape("&lt;/pre&gt;&lt;/style&gt;&lt;/script&gt;")));
        Assert.Equal(ReportAsset.Script, html.Descendants("script").Single().Value);
        Assert.Empty(html.Descendants("img"));
        Assert.DoesNotContain(html.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void What_no_page_can_hold_becomes_a_sign_and_the_rest_stays()
    {
        _rig.Run(journal => journal.Sending(1, JournalSample.Parameters, ["a\0b\r\nc\u0085d\uFFFEe", "Gerät 日本 😀\u202E"]));

        Assert.Equal("a\uFFFDb\uFFFD\uFFFDc\uFFFDd\uFFFDe\nGerät 日本 😀\u202E\n", ReportRig.TextOf(_rig.Html, "unknown-devices"));
    }

    [Fact]
    public void It_loads_nothing_and_runs_nothing_but_its_own_script()
    {
        WriteRun();

        string page = _rig.Page;
        XElement html = ReportRig.Parse(page);

        Assert.DoesNotContain("//", page.Replace(Comments(ReportAsset.Script), ""), StringComparison.Ordinal);
        Assert.DoesNotContain(html.Descendants().Attributes(), static attribute => attribute.Name.LocalName is "src" or "href" or "style" or "srcset" or "action");
        Assert.Equal(
            $"default-src 'none'; style-src '{ReportAsset.HashOf(html.Descendants("style").Single().Value)}'; script-src '{ReportAsset.HashOf(html.Descendants("script").Single().Value)}'; base-uri 'none'; form-action 'none'",
            html.Descendants("meta").Single(meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy").Attribute("content")!.Value);
        Assert.All(Regex.Matches(ReportAsset.Style, @"url\(([^)]*)\)").Cast<Match>(), match => Assert.StartsWith("#pattern-", match.Groups[1].Value));
        Assert.DoesNotContain("@import", ReportAsset.Style);

        static string Comments(string script) => Regex.Match(script, "//.*").Value;
    }

    [Fact]
    public void Only_elements_that_hold_nothing_are_closed_by_themselves()
    {
        WriteRun();

        Assert.Equal(["meta"], Regex.Matches(_rig.Page, @"<(\w+)[^<>]*/>").Cast<Match>().Select(match => match.Groups[1].Value).Distinct());
    }

    [Fact]
    public void What_the_style_and_the_script_name_is_in_the_page()
    {
        WriteRun();

        XElement html = _rig.Html;
        HashSet<string> ids = [.. html.Descendants().Attributes("id").Select(id => id.Value)];
        string[] named =
        [
            .. Regex.Matches(ReportAsset.Style, @"url\(#([\w-]+)\)").Cast<Match>().Select(match => match.Groups[1].Value),
            .. Regex.Matches(ReportAsset.Script, @"getElementById\(""([\w-]+)""\)").Cast<Match>().Select(match => match.Groups[1].Value),
            .. html.Descendants().Attributes("aria-labelledby").SelectMany(names => names.Value.Split(' ')),
        ];

        Assert.NotEmpty(named);
        Assert.Subset(ids, named.ToHashSet());
        Assert.Equal(html.Descendants().Attributes("id").Count(), ids.Count);
    }

    [Fact]
    public void Times_are_UTC_and_say_so()
    {
        WriteRun();

        XElement html = _rig.Html;

        Assert.Contains("All times are UTC.", html.Value);
        Assert.Contains("2026-11-23 04:05:06 UTC", html.Value);
        Assert.All(html.Descendants("time"), time => Assert.Equal($"{time.Value.Replace(' ', 'T')}Z", time.Attribute("datetime")!.Value));
    }

    [Theory]
    [InlineData("", "No device was called", "The journal is empty: no run has begun.")]
    [InlineData("{\"run\":1,\"at\":\"2026-01-0", "No device was called", "The journal is empty: no run has begun.")]
    public void An_empty_journal_makes_a_page_that_says_so(string journal, string headline, string state)
    {
        _rig.Folder.Text = journal;

        XElement html = _rig.Html;

        Assert.Equal((headline, state), (html.Descendants("h1").Single().Value, html.Descendants("p").ElementAt(1).Value));
    }

    [Fact]
    public void A_run_that_died_is_not_called_ended_and_a_torn_line_is_left_out()
    {
        _rig.Run(static journal => journal.Send(1, "a", "b"));
        _rig.Folder.Text += "{\"outcome\":1,\"at\":\"20";

        XElement html = _rig.Html;

        Assert.Equal("0 of 2 devices accepted", html.Descendants("h1").Single().Value);
        Assert.Equal(
            "The run has not come to its end: it was stopped, it died, or it is still going on. 1 request for 2 devices had no outcome when a run ended; they count as unknown.",
            html.Descendants("p").ElementAt(1).Value);
        Assert.Equal("a\nb\n", ReportRig.TextOf(html, "unknown-devices"));
    }

    [Fact]
    public void A_journal_of_many_runs_lists_the_last_of_them()
    {
        for (int run = 0; run < 120; run++)
        {
            _rig.Run(static journal => journal.End());
        }

        _rig.Run(journal => _rig.Finish(journal, 1, JournalSample.Accepted, "a"));

        string[] rows = RowsOf(_rig.Html, "The runs of this journal; times are UTC");
        Assert.Equal((100, "22", "121"), (rows.Length, rows[0].Split(' ')[0], rows[^1].Split(' ')[0]));
    }

    [Fact]
    public void A_hundred_thousand_unknown_devices_are_all_listed_once_in_a_page_of_their_size()
    {
        const int Requests = 1000;
        using (Journal journal = _rig.Folder.Open(time: _rig.Time))
        {
            for (int i = 0; i < Requests; i++)
            {
                journal.Send(i, [.. Enumerable.Range(i * 100, 100).Select(device => $"device-{device}")]);
                _rig.Time.Advance(TimeSpan.FromMilliseconds(100));
                journal.TryFinish(i, JournalSample.Unknown with { Latency = TimeSpan.FromMilliseconds(i * 7 % 900) });
            }
        }

        string page = _rig.Page;
        string names = ReportRig.TextOf(ReportRig.Parse(page), "unknown-devices");

        Assert.Equal(Enumerable.Range(0, Requests * 100).Select(device => $"device-{device}"), names.TrimEnd('\n').Split('\n'));
        Assert.InRange(page.Length - names.Length, 0, 200_000);
    }

    public void Dispose() => _rig.Dispose();

    private static string[] RowsOf(XElement html, string caption) =>
    [
        .. html.Descendants("table").Single(table => table.Element("caption")!.Value == caption)
            .Element("tbody")!.Elements("tr").Where(row => (string?)row.Attribute("class") != "more")
            .Select(row => string.Join(' ', row.Elements().Select(cell => cell.Value))),
    ];

    private void WriteRun() => _rig.Run(journal =>
    {
        _rig.Finish(journal, 1, JournalSample.Accepted with { Attempts = 3, Throttled = 2 }, "a", "b");
        _rig.Finish(journal, 2, JournalSample.Rejected with { Latency = TimeSpan.FromMilliseconds(5) }, "c");
        _rig.Finish(journal, 3, JournalSample.NotSent, "d");
        _rig.Finish(journal, 4, JournalSample.Unknown with { Latency = TimeSpan.FromSeconds(30) }, "e");
        journal.Send(5, "f");
        journal.End();
    });
}
