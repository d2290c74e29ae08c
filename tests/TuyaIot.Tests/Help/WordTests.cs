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

    private static readonly Regex Link = new(@"\]\((?<path>[^):#]*)(#(?<anchor>[^)]+))?\)");
    private static readonly Regex BuiltFolder = new(@"(^|[/\\])(bin|obj|out|TestResults|node_modules|StrykerOutput)[/\\]");

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
    public void A_link_of_any_page_leads_to_a_file_and_to_a_heading_in_it()
    {
        string[] pages = [.. Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Where(static path => !BuiltFolder.IsMatch(Path.GetRelativePath(Repository.Root, path)))];
        Assert.Contains(Path.Combine(Repository.Root, "docs", "design.md"), pages);

        Assert.All(pages, static page => Assert.All(Link.Matches(File.ReadAllText(page)), link =>
        {
            string path = link.Groups["path"].Value;
            string target = path.Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, path);
            Assert.True(File.Exists(target), $"{Path.GetFileName(page)} links to {path}, which does not exist.");
            string anchor = link.Groups["anchor"].Value;
            Assert.True(
                anchor.Length == 0 || File.ReadLines(target).Any(line => line.StartsWith('#') && AnchorOf(line) == anchor),
                $"{Path.GetFileName(page)} links to {path}#{anchor}, which is no heading.");
        }));
    }

    /// <summary>The anchor that GitHub gives a heading.</summary>
    private static string AnchorOf(string heading) =>
        Regex.Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "[^a-z0-9 _-]", string.Empty).Replace(' ', '-');

    private static IEnumerable<string> Texts() =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md"),
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md"),
        .. Directory.EnumerateFiles(HelpFolder.Path, "*.md", SearchOption.AllDirectories),
        .. HelpFolder.Topics,
    ];
}
