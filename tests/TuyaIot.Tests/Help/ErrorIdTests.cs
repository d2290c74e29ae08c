using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace TuyaIot.Tests.Help;

/// <summary>Whoever meets an error finds it in about_TuyaIot_Delivery.</summary>
public sealed class ErrorIdTests
{
    private static readonly Regex Row = new(@"^    (?<id>[A-Z]\w+)(?: \*)? {2,}\S");

    [Fact]
    public void The_table_has_every_id_of_the_source_and_no_other()
    {
        Assert.Empty(SourceErrorIds.NotUnderstood);
        Assert.NotEmpty(SourceErrorIds.All);
        Assert.Equal(SourceErrorIds.All, TableIds().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_row_of_the_table_says_the_way_out()
    {
        string[] rows = [.. Table().Split("\n\n").Where(static row => Row.IsMatch(row))];

        Assert.Equal(SourceErrorIds.All.Count, rows.Length);
        Assert.All(rows, static row => Assert.Contains("Way out: ", row, StringComparison.Ordinal));
    }

    private static IEnumerable<string> TableIds() =>
        Table().Split('\n').Select(static line => Row.Match(line)).Where(static match => match.Success).Select(static match => match.Groups["id"].Value);

    private static string Table()
    {
        string topic = File.ReadAllText(HelpFolder.Topic("about_TuyaIot_Delivery")).ReplaceLineEndings("\n");
        return topic[topic.IndexOf("\nERROR IDS\n", StringComparison.Ordinal)..topic.IndexOf("\nSEE ALSO\n", StringComparison.Ordinal)];
    }
}
