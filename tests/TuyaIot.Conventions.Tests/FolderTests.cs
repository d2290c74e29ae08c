using System.Linq;
using Xunit;

namespace TuyaIot.Conventions.Tests;

/// <summary>Imports point one way.</summary>
public sealed class FolderTests
{
    private const string List = "tests/TuyaIot.Conventions.Tests/FolderRules.cs";

    [Fact]
    public void Every_folder_has_a_rule_and_every_rule_a_folder()
    {
        string[] folders = [.. SourceTree.Files.Select(static file => file.Folder).Distinct()];
        string[] ruled = [.. FolderRules.All.Select(static rule => rule.Folder)];

        Found.None(folders.Except(ruled), $"These folders have no rule. Add each to {List}, with the folders that it may know");
        Found.None(ruled.Except(folders), $"These folders have a rule and no file. Remove them from {List}");
        Assert.Equal(ruled.Distinct(), ruled);
    }

    [Fact]
    public void A_rule_allows_only_what_stands_above_it() => Found.None(
        FolderRules.All.SelectMany(static (rule, index) => rule.MayKnow
            .Except(FolderRules.All.Take(index).Select(static above => above.Folder))
            .Select(below => $"{rule.Folder} -> {below}")),
        $"Circles begin here. Move the code, or the rule in {List}");

    [Fact]
    public void No_folder_knows_what_its_rule_does_not_allow()
    {
        Assert.True(FileGraph.Arrows.Count > 500);
        Found.None(
            FileGraph.Arrows.Where(static arrow => arrow.From.Folder != arrow.To.Folder && !IsAllowed(arrow.From.Folder, arrow.To.Folder))
                .Select(static arrow => $"{arrow.From} -> {arrow.To}"),
            $"These files know what their folders may not. Move the code to where the rule in {List} allows it");
    }

    /// <summary>The rules above forbid a circle already. This finds one that a wrong list would hide.</summary>
    [Fact]
    public void There_is_no_circle_among_folders() => Found.None(
        Circles.Find(FileGraph.Arrows.Where(static arrow => arrow.From.Folder != arrow.To.Folder).Select(static arrow => (arrow.From.Folder, arrow.To.Folder))),
        "These folders form a circle");

    [Fact]
    public void There_is_no_circle_among_files() => Found.None(
        Circles.Find(FileGraph.Arrows.Select(static arrow => (arrow.From.Path, arrow.To.Path))), "These files form a circle");

    private static bool IsAllowed(string from, string to) =>
        FolderRules.All.Any(rule => rule.Folder == from && rule.MayKnow.Contains(to));
}
