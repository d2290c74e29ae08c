using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Journals;
using Xunit;

namespace TuyaIot.Reports.Tests.Page;

/// <summary>Whether every reader and every device can use the page: titles, tables, and what its style and its script look for.</summary>
public sealed class PageMarkupTests : IDisposable
{
    private readonly ReportRig _rig = new();

    [Fact]
    public void Every_drawing_has_a_title_and_a_description_and_a_table_has_its_numbers()
    {
        _rig.WriteRun(seen: true);

        XElement html = _rig.Html;
        XElement[] drawings = [.. html.Descendants("svg").Where(static svg => (string?)svg.Attribute("role") == "img")];

        Assert.Equal(["plot share", "plot seen", "plot pace", "plot latency", "plot execution", "plot again"], drawings.Select(static svg => svg.Attribute("class")!.Value));
        Assert.All(drawings, svg => Assert.All(
            svg.Attribute("aria-labelledby")!.Value.Split(' '),
            id => Assert.NotEmpty(ReportRig.TextOf(html, id))));
        Assert.All(html.Descendants("table"), static table => Assert.NotEmpty(table.Element("caption")!.Value));
        Assert.All(html.Descendants("svg").Except(drawings), static svg => Assert.Equal("true", (string?)svg.Attribute("aria-hidden")));
    }

    [Fact]
    public void Each_bar_says_its_clock_time_and_its_numbers()
    {
        _rig.WriteRun();

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
        _rig.WriteRun(seen: true);

        Assert.All(
            _rig.Html.Descendants("table").SelectMany(static table => table.Element("tbody")!.Elements("tr")).Where(static row => (string?)row.Attribute("class") != "more"),
            row => Assert.Equal(
                row.Ancestors("table").Single().Descendants("th").Where(static head => (string?)head.Attribute("scope") == "col").Skip(1).Select(static head => head.Value),
                row.Elements("td").Attributes("data-label").Select(static label => label.Value)));
    }

    [Fact]
    public void Only_elements_that_hold_nothing_are_closed_by_themselves()
    {
        _rig.WriteRun(seen: true);

        Assert.Equal(["input", "meta"], Regex.Matches(_rig.Page, @"<(\w+)[^<>]*/>").Cast<Match>().Select(static match => match.Groups[1].Value).Distinct().Order());
    }

    [Fact]
    public void What_the_style_and_the_page_refer_to_is_in_the_page()
    {
        _rig.WriteRun(seen: true);

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
        // A button for names where there is one product, and one for rows where there are several.
        _rig.WriteRun(seen: true);
        XElement ofOne = _rig.Html;
        _rig.Run(static journal => journal.Sending(1, JournalSample.Told("{}", "other"), ["a"]));

        HashSet<string> classes = [.. ofOne.Descendants().Concat(_rig.Html.Descendants()).Attributes("class").SelectMany(static names => names.Value.Split(' '))];
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
        _rig.WriteRun(seen: true);

        XElement html = _rig.Html;

        Assert.NotEmpty(html.Descendants("button"));
        Assert.All(html.Descendants("button").Concat(html.Descendants("input")), static control => Assert.Contains(control.AncestorsAndSelf(), static element => element.Attribute("hidden") is not null));
        Assert.All(html.Descendants("output").Where(static output => output.Value.Length > 0), static output => Assert.NotNull(output.Attribute("hidden")));
    }

    public void Dispose() => _rig.Dispose();
}
