using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Help;

/// <summary>Readers get plain words: send, request, reply, device, and a default as "Default: 8.".</summary>
public sealed class WordTests
{
    private static readonly Regex Riddle = new(
        @"\b(unsaid|for the desk|who asks|who one is|whoever|told|tells?|answers?|answered|called or not|where it is left out|befalls?)\b",
        RegexOptions.IgnoreCase);

    [Fact]
    public void No_text_has_a_riddle()
    {
        Assert.All(Texts(), static path => Assert.Empty(Riddle.Matches(File.ReadAllText(path)).Select(static match => match.Value)));
    }

    [Fact]
    public void What_was_not_run_on_Windows_PowerShell_is_said_once_in_the_README_and_once_in_the_first_topic()
    {
        string[] naming =
        [
            .. Texts()
                .SelectMany(static path => Regex.Matches(File.ReadAllText(path), @"PowerShell\s+5\.1").Select(_ => Path.GetFileName(path)))
                .Order(StringComparer.Ordinal),
        ];

        Assert.Equal(["README.md", "about_TuyaIot.help.txt"], naming);
    }

    [Fact]
    public void A_link_to_a_file_leads_to_one()
    {
        Assert.All(Texts().Where(static path => path.EndsWith(".md", StringComparison.Ordinal)), static path => Assert.All(
            Regex.Matches(File.ReadAllText(path), @"\]\((?<target>[^):]+)\)"),
            link => Assert.True(
                File.Exists(Path.Combine(Path.GetDirectoryName(path)!, link.Groups["target"].Value)),
                $"{Path.GetFileName(path)} links to {link.Groups["target"].Value}.")));
    }

    private static IEnumerable<string> Texts() =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md"),
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md"),
        .. Directory.EnumerateFiles(HelpFolder.Path, "*.md", SearchOption.AllDirectories),
        .. HelpFolder.Topics,
    ];
}
