using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Journals;
using TuyaIot.Journals;
using TuyaIot.Replies;
using TuyaIot.Reports.Html;
using TuyaIot.Reports.Page;
using Xunit;

namespace TuyaIot.Reports.Tests.Page;

/// <summary>What a reader sees on the page, and what the page must never do.</summary>
public sealed class ReportPageTests : IDisposable
{
    private const string Attack = "</pre></style></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;{{script}}]]>-->";

    private readonly ReportRig _rig = new();

    [Fact]
    public void The_command_and_its_totals_come_first()
    {
        WriteRun();

        XElement header = _rig.Html.Descendants("header").Single();

        Assert.Equal("2 of 6 devices accepted", header.Descendants("h1").Single().Value);
        Assert.Equal(
            ["Action: InvokeThingsService", "Gateway: gateway.example:8686", "ProductKey: a1BwAGV0001", "Identifier: Set", "Rows: Rows of the input had values of their own. They are in the journal."],
            FactsOf(ReportRig.Find(header, "command")));
        Assert.Equal(
            ["Accepted 2 33.3 % 1", "Rejected 1 16.7 % 1", "Not sent 1 16.7 % 1", "Unknown 2 33.3 % 2"],
            RowsOf(header, "Devices and requests by outcome"));
    }

    [Fact]
    public void Devices_that_were_not_reached_are_a_part_of_the_whole()
    {
        WriteRun(completed: false, expected: 20_000);

        XElement html = _rig.Html;

        Assert.Equal("2 of 20,000 devices accepted", html.Descendants("h1").Single().Value);
        Assert.Equal("The run has not come to its end: it was stopped, it died, or it is still running. Not reached: 19,994 devices. 1 request for 1 device had no outcome when a run ended; they count as unknown.", StateOf(html));
        Assert.Equal("Not reached 19,994 > 99.9 % –", RowsOf(html, "Devices and requests by outcome")[^1]);
        Assert.Contains("Not reached: 19,994 devices, > 99.9 %", ReportRig.Find(html, "share-text").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_it_is_not_known_how_many_devices_there_are_a_run_that_died_says_so()
    {
        _rig.Run(static journal => journal.Send(1, "a"));

        Assert.Contains("How many devices were not reached is not known", StateOf(_rig.Html), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_drawing_has_a_title_and_a_description_and_a_table_has_its_numbers()
    {
        WriteRun();

        XElement html = _rig.Html;
        XElement[] drawings = [.. html.Descendants("svg").Where(static svg => (string?)svg.Attribute("role") == "img")];

        Assert.Equal(["plot share", "plot pace", "plot latency", "plot again"], drawings.Select(static svg => svg.Attribute("class")!.Value));
        Assert.All(drawings, svg => Assert.All(
            svg.Attribute("aria-labelledby")!.Value.Split(' '),
            id => Assert.NotEmpty(ReportRig.TextOf(html, id))));
        Assert.All(html.Descendants("table"), static table => Assert.NotEmpty(table.Element("caption")!.Value));
        Assert.All(html.Descendants("svg").Except(drawings), static svg => Assert.Equal("true", (string?)svg.Attribute("aria-hidden")));
    }

    [Fact]
    public void Each_bar_says_its_clock_time_and_its_numbers()
    {
        WriteRun();

        XElement chart = _rig.Html.Descendants("svg").Single(static svg => (string?)svg.Attribute("class") == "plot pace");
        string[] said = [.. chart.Elements("g").Select(static slot => slot.Element("title")!.Value)];

        string start = $"{ReportRig.StartedAt:HH:mm:ss}";
        Assert.StartsWith($"From {start}.0 UTC: nothing", said[0], StringComparison.Ordinal);
        Assert.Contains(said, static text => text.EndsWith("accepted devices a second", StringComparison.Ordinal));
        Assert.Contains(chart.Elements("text"), text => text.Value == start);
    }

    [Fact]
    public void Tables_name_the_column_of_each_cell_for_a_phone()
    {
        WriteRun();

        Assert.All(
            _rig.Html.Descendants("table").SelectMany(static table => table.Element("tbody")!.Elements("tr")).Where(static row => (string?)row.Attribute("class") != "more"),
            row => Assert.Equal(
                row.Ancestors("table").Single().Descendants("th").Where(static head => (string?)head.Attribute("scope") == "col").Skip(1).Select(static head => head.Value),
                row.Elements("td").Attributes("data-label").Select(static label => label.Value)));
    }

    [Fact]
    public void Rejected_not_sent_and_unknown_devices_stand_in_it_line_by_line_with_their_code()
    {
        WriteRun();

        XElement html = _rig.Html;

        Assert.Equal("c\tiot.device.NotExistedDevice\n", ReportRig.TextOf(html, "rejected-devices"));
        Assert.Equal("d\t(Nobody.)\n", ReportRig.TextOf(html, "not-sent-devices"));
        Assert.Equal("e\t(Lost.)\nf\t(The run ended before a reply came.)\n", ReportRig.TextOf(html, "unknown-devices"));
        Assert.Equal(
            ["Rejected: 1 device", "Not sent: 1 device", "Unknown: 2 devices"],
            html.Descendants("section").Where(static section => (string?)section.Attribute("class") == "devices").Select(static section => section.Element("h2")!.Value));
        Assert.Equal(
            ["iot.device.NotExistedDevice Rejected 1 1 ", "No code Not sent 1 1 ", "No code Unknown 1 1 ", "No code Unknown 1 1 "],
            RowsOf(html, "Requests that were not accepted, by code"));
    }

    [Fact]
    public void The_command_to_go_on_is_said_for_all_devices_and_for_each_list()
    {
        JournalCommand command = new(JournalSample.Command.Endpoint, "InvokeThingsService", JournalSample.Parameters);
        using (Journal journal = _rig.Folder.Open(command, _rig.Time))
        {
            _rig.Finish(journal, 1, JournalSample.Rejected, "a");
            _rig.Finish(journal, 2, JournalSample.Unknown, "b");
        }

        XElement html = _rig.ReadPage(static report => report.Cmdlet = "Invoke-IotThingsService");

        const string Command = "Invoke-IotThingsService -Args '{\"param1\":1}' -Identifier 'Set' -ProductKey 'a1BwAGV0001' -JournalPath 'run.jsonl'";
        Assert.Equal($"<the same input> | {Command}", ReportRig.TextOf(html, "resume-command"));
        Assert.Equal($"(Get-IotJournal 'run.jsonl').RejectedDeviceName | {Command}", ReportRig.TextOf(html, "rejected-command"));
        Assert.Equal($"(Get-IotJournal 'run.jsonl').UnknownDeviceName | {Command} -RetryUnknown", ReportRig.TextOf(html, "unknown-command"));
    }

    [Fact]
    public void Where_rows_said_something_of_their_own_their_names_are_not_enough_to_go_on()
    {
        WriteRun();

        XElement html = _rig.ReadPage(static report => report.Cmdlet = "Invoke-IotThingsService");

        Assert.Equal(
            "<the same input> | Invoke-IotThingsService -ProductKey 'a1BwAGV0001' -Identifier 'Set' -JournalPath 'run.jsonl'",
            ReportRig.TextOf(html, "rejected-command"));
    }

    [Theory]
    [InlineData("x'; Remove-Item *; '", "'x''; Remove-Item *; '''")]
    [InlineData("x\u2019; calc; \u2018\u201A\u201B", "'x\u2019\u2019; calc; \u2018\u2018\u201A\u201A\u201B\u201B'")]
    [InlineData("$(calc)`n", "'$(calc)`n'")]
    [InlineData("two\nlines", "<the same value>")]
    [InlineData("\u202Eturned", "<the same value>")]
    public void A_value_is_one_value_in_the_command_or_none(string value, string quoted)
    {
        JournalCommand command = new(JournalSample.Command.Endpoint, "InvokeThingsService", [new("Identifier", value)]);
        WriteOne(command);

        XElement html = _rig.ReadPage(static report => report.Cmdlet = "Invoke-IotThingsService");

        Assert.Equal($"<the same input> | Invoke-IotThingsService -Identifier {quoted} -JournalPath 'run.jsonl'", ReportRig.TextOf(html, "resume-command"));
    }

    [Theory]
    [InlineData("x; calc")]
    [InlineData("x\n")]
    [InlineData("")]
    public void A_name_that_is_no_parameter_is_not_typed(string name)
    {
        WriteOne(new JournalCommand(JournalSample.Command.Endpoint, "InvokeThingsService", [new(name, "v")]));

        XElement html = _rig.ReadPage(static report => report.Cmdlet = "Invoke-IotThingsService");

        Assert.Equal("<the same input> | Invoke-IotThingsService <another parameter> -JournalPath 'run.jsonl'", ReportRig.TextOf(html, "resume-command"));
    }

    [Fact]
    public void A_run_that_accepted_all_has_nothing_to_go_on_with()
    {
        _rig.Run(journal =>
        {
            _rig.Finish(journal, 1, JournalSample.Accepted, "a");
            journal.End();
        });

        XElement html = _rig.Html;

        Assert.Empty(html.Descendants("pre"));
        Assert.Contains("None. Every device in the journal was accepted.", html.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_a_journal_says_becomes_more_than_text()
    {
        JournalCommand command = new(JournalSample.Command.Endpoint, Attack, [new("ProductKey", Attack), new(Attack, "v")]);
        RpcReply reply = new() { Code = Attack, ErrorMessage = Attack };
        using (Journal journal = _rig.Folder.Open(command, _rig.Time))
        {
            _rig.Finish(journal, 1, JournalSample.Unknown with { Reply = reply }, Attack);
            _rig.Finish(journal, 2, JournalSample.Rejected with { Reply = reply }, Attack + "2");
            _rig.Finish(journal, 3, JournalSample.NotSent with { Reply = new RpcReply { ErrorMessage = Attack } }, Attack + "3");
        }

        string page = _rig.Page;
        XElement html = ReportRig.Parse(page);

        Assert.Equal($"{Attack}\t{Attack}\n", ReportRig.TextOf(html, "unknown-devices"));
        Assert.Equal($"{Attack}2\t{Attack}\n", ReportRig.TextOf(html, "rejected-devices"));
        Assert.Equal($"{Attack}3\t({Attack})\n", ReportRig.TextOf(html, "not-sent-devices"));
        Assert.Equal(Attack, html.Descendants("dd").First().Value);
        Assert.Equal(ReportRig.Asset("report.js"), html.Descendants("script").Single().Value);
        AssertIsInert(html);
    }

    [Fact]
    public void No_name_code_or_message_adds_an_element_or_leaves_the_page()
    {
        WriteRun();
        string[] elements = Elements(_rig.Html);

        Prop.ForAll(
            Gen.Elements(Attack.ToCharArray()).Or(ArbMap.Default.GeneratorFor<char>()).ArrayOf().Select(static characters => new string(characters)).Three().ToArbitrary(),
            texts =>
            {
                File.Delete(_rig.Folder.Path);
                (string name, string code, string message) = texts;
                RpcReply reply = new() { Code = code, ErrorMessage = message };
                _rig.Run(journal =>
                {
                    _rig.Finish(journal, 1, JournalSample.Accepted with { Attempts = 3, Throttled = 2 }, "a", "b");
                    _rig.Finish(journal, 2, JournalSample.Rejected with { Reply = reply, Latency = TimeSpan.FromMilliseconds(5) }, name + "c");
                    _rig.Finish(journal, 3, JournalSample.NotSent with { Reply = reply }, name + "d");
                    _rig.Finish(journal, 4, JournalSample.Unknown with { Reply = reply, Latency = TimeSpan.FromSeconds(30) }, name + "e");
                    journal.Send(5, name + "f");
                    journal.End();
                });

                XElement html = _rig.Html;
                AssertIsInert(html);
                return ReportRig.TextOf(html, "unknown-devices").Split('\n').Length == 3
                    && ReportRig.TextOf(html, "unknown-devices").Split('\t').Length == 3
                    && Elements(html).Except(elements).Except(["code", "span"]).ToArray() is [];
            }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("a\0b\r\nc\u0085d\uFFFEe", "a\uFFFDb\uFFFD\uFFFDc\uFFFDd\uFFFDe")]
    [InlineData("Gerät 日本 😀", "Gerät 日本 😀")]
    [InlineData("\u202Eturned\u200B\uFEFF", "[U+202E]turned[U+200B][U+FEFF]")]
    [InlineData("\u2028\u00AD", "[U+2028][U+00AD]")]
    [InlineData("\U000E0041", "[U+E0041]")]
    public void What_nobody_can_see_becomes_a_sign_and_the_rest_stays(string name, string shown)
    {
        _rig.Run(journal => journal.Sending(1, JournalSample.Parameters, [name]));

        Assert.StartsWith(shown + "\t", ReportRig.TextOf(_rig.Html, "unknown-devices"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uD800")]
    [InlineData("a\uDC00b")]
    [InlineData("\uDE00\uD83D")]
    public void Half_a_character_becomes_a_sign(string text) =>
        Assert.Equal(Regex.Replace(text, "[\uD800-\uDFFF]", "\uFFFD"), Markup.Escape(text));

    [Fact]
    public void It_loads_nothing_and_runs_nothing_but_its_own_script()
    {
        WriteRun();

        string page = _rig.Page;
        XElement html = ReportRig.Parse(page);
        string style = ReportRig.Asset("report.css");
        string script = ReportRig.Asset("report.js");

        Assert.DoesNotContain("//", Regex.Replace(page, @"^ *//.*$", "", RegexOptions.Multiline), StringComparison.Ordinal);
        AssertIsInert(html);
        Assert.Equal((style, script), (html.Descendants("style").Single().Value, html.Descendants("script").Single().Value));
        Assert.Equal(
            $"default-src 'none'; style-src '{HashOf(style)}'; script-src '{HashOf(script)}'; base-uri 'none'; form-action 'none'",
            html.Descendants("meta").Single(static meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy").Attribute("content")!.Value);
        Assert.All(Regex.Matches(style, @"url\(([^)]*)\)").Cast<Match>(), static match => Assert.StartsWith("#pattern-", match.Groups[1].Value, StringComparison.Ordinal));
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
        Assert.DoesNotMatch("fetch|XMLHttpRequest|WebSocket|sendBeacon|innerHTML|eval|import", script);
    }

    [Fact]
    public void Only_elements_that_hold_nothing_are_closed_by_themselves()
    {
        WriteRun();

        Assert.Equal(["input", "meta"], Regex.Matches(_rig.Page, @"<(\w+)[^<>]*/>").Cast<Match>().Select(static match => match.Groups[1].Value).Distinct().Order());
    }

    [Fact]
    public void What_the_style_and_the_page_refer_to_is_in_the_page()
    {
        WriteRun();

        XElement html = _rig.Html;
        HashSet<string> ids = [.. html.Descendants().Attributes("id").Select(static id => id.Value)];
        string[] named =
        [
            .. Regex.Matches(ReportRig.Asset("report.css"), @"url\(#([\w-]+)\)").Cast<Match>().Select(static match => match.Groups[1].Value),
            .. html.Descendants().Attributes("data-from").Select(static id => id.Value),
            .. html.Descendants().Attributes("aria-labelledby").SelectMany(static names => names.Value.Split(' ')),
        ];

        Assert.NotEmpty(named);
        Assert.Subset(ids, named.ToHashSet());
        Assert.Equal(html.Descendants().Attributes("id").Count(), ids.Count);
    }

    [Fact]
    public void What_the_script_looks_for_is_in_the_page()
    {
        WriteRun();

        HashSet<string> classes = [.. _rig.Html.Descendants().Attributes("class").SelectMany(static names => names.Value.Split(' '))];
        string[] named =
        [
            .. Regex.Matches(ReportRig.Asset("report.js"), @"(?:querySelector|all|closest)\([^""]*""(?:\w+)?\.([\w-]+)""\)").Cast<Match>().Select(static match => match.Groups[1].Value),
        ];

        Assert.InRange(named.Length, 8, 40);
        Assert.Subset(classes, named.ToHashSet());
    }

    [Fact]
    public void What_only_a_script_can_do_is_hidden_where_there_is_none()
    {
        WriteRun();

        XElement html = _rig.Html;

        Assert.NotEmpty(html.Descendants("button"));
        Assert.All(html.Descendants("button").Concat(html.Descendants("input")), static control => Assert.Contains(control.AncestorsAndSelf(), static element => element.Attribute("hidden") is not null));
        Assert.All(html.Descendants("output").Where(static output => output.Value.Length > 0), static output => Assert.NotNull(output.Attribute("hidden")));
    }

    [Fact]
    public void Times_are_UTC_and_say_so()
    {
        WriteRun();

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
                journal.Send(i, [.. Enumerable.Range(i * 100, 100).Select(static device => $"device-{device}")]);
                _rig.Time.Advance(TimeSpan.FromMilliseconds(100));
                journal.TryFinish(i, JournalSample.Unknown with { Latency = TimeSpan.FromMilliseconds(i * 7 % 900) });
            }
        }

        string page = _rig.Page;
        XElement html = ReportRig.Parse(page);

        Assert.Equal(Enumerable.Range(0, Requests * 100).Select(static device => $"device-{device}"), ReportRig.NamesOf(html, "unknown"));
        Assert.InRange(page.Length - ReportRig.TextOf(html, "unknown-devices").Length, 0, 200_000);
    }

    [Fact]
    public void A_stop_ends_it()
    {
        WriteRun();

        Assert.Throws<OperationCanceledException>(() => ReportPage.Write(_rig.Report, Stream.Null, ReportRig.Now, new(canceled: true)));
    }

    public void Dispose() => _rig.Dispose();

    /// <summary>Nothing in it loads, runs, links or sends.</summary>
    private static void AssertIsInert(XElement html)
    {
        Assert.DoesNotContain(
            html.DescendantsAndSelf().Attributes(),
            static attribute => attribute.Name.LocalName is "src" or "href" or "style" or "srcset" or "action" or "formaction" or "srcdoc"
                || attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(html.Descendants(), static element => element.Name.LocalName is "img" or "iframe" or "object" or "embed" or "link" or "a" or "form" or "base" or "image" or "use");
    }

    private static string[] Elements(XElement html) => [.. html.DescendantsAndSelf().Select(static element => element.Name.LocalName).Distinct().Order(StringComparer.Ordinal)];

    private static string HashOf(string content) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static string StateOf(XElement html) => html.Descendants("p").Single(static paragraph => (string?)paragraph.Attribute("class") == "state").Value;

    private static string[] FactsOf(XElement list) => [.. list.Elements("div").Select(static fact => $"{fact.Element("dt")!.Value}: {fact.Element("dd")!.Value}")];

    private static string[] RowsOf(XElement html, string caption) =>
    [
        .. html.Descendants("table").Single(table => table.Element("caption")!.Value == caption)
            .Element("tbody")!.Elements("tr").Where(static row => (string?)row.Attribute("class") != "more")
            .Select(static row => string.Join(' ', row.Elements().Select(static cell => cell.Value))),
    ];

    private void WriteOne(JournalCommand command)
    {
        using Journal journal = _rig.Folder.Open(command, _rig.Time);
        journal.Sending(1, command.Parameters, ["a"]);
    }

    private void WriteRun(bool completed = true, long? expected = null) => _rig.Run(journal =>
    {
        _rig.Finish(journal, 1, JournalSample.Accepted with { Attempts = 3, Throttled = 2 }, "a", "b");
        _rig.Finish(journal, 2, JournalSample.Rejected with { Latency = TimeSpan.FromMilliseconds(5) }, "c");
        _rig.Finish(journal, 3, JournalSample.NotSent, "d");
        _rig.Finish(journal, 4, JournalSample.Unknown with { Latency = TimeSpan.FromSeconds(30) }, "e");
        journal.Send(5, "f");
        if (completed)
        {
            journal.End();
        }
    },
    expected);
}
