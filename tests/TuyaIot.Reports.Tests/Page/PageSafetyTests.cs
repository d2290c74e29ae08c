using System;
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
using Xunit;

namespace TuyaIot.Reports.Tests.Page;

/// <summary>What the page must never do, whatever a journal says: load, run or send anything, or show what is not there.</summary>
public sealed class PageSafetyTests : IDisposable
{
    private const string Attack = "</pre></style></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;{{script}}]]>-->";

    private readonly ReportRig _rig = new();

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
            journal.Record(new JournalExecution(default, JournalSample.Parameters, [Attack + "4"], ExecutionStatus.Failed, Attack, Attack));
            journal.Record(new JournalExecution(default, JournalSample.Parameters, [Attack + "5"], ExecutionStatus.NoAnswer, Message: Attack));
        }

        string page = _rig.Page;
        XElement html = ReportRig.Parse(page);

        Assert.Equal($"{Attack}\t{Attack}\n", ReportRig.TextOf(html, "unknown-devices"));
        Assert.Equal($"{Attack}2\t{Attack}\n", ReportRig.TextOf(html, "rejected-devices"));
        Assert.Equal($"{Attack}3\t({Attack})\n", ReportRig.TextOf(html, "not-sent-devices"));
        Assert.Equal($"{Attack}4\t{Attack}\n", ReportRig.TextOf(html, "failed-devices"));
        Assert.Equal($"{Attack}5\t({Attack})\n", ReportRig.TextOf(html, "no-answer-devices"));
        Assert.Equal(Attack, html.Descendants("dd").First().Value);
        Assert.Equal(ReportRig.Asset("report.js"), html.Descendants("script").Single().Value);
        AssertIsInert(html);
    }

    [Fact]
    public void No_name_code_or_message_adds_an_element_or_leaves_the_page()
    {
        _rig.WriteRun();
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
        _rig.WriteRun();

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
}
