using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Help;

public sealed class TopicTests
{
    private static readonly Regex CmdletName = new(@"\b[A-Z][a-z]+-Iot[A-Z]\w*");

    [Fact]
    public void A_topic_begins_with_its_name()
    {
        Assert.All(HelpFolder.Topics, topic =>
            Assert.Equal(["TOPIC", $"    {NameOf(topic)}"], File.ReadLines(topic).Take(2)));
    }

    [Theory]
    [InlineData("about_TuyaIot")]
    [InlineData("about_TuyaIot_Credentials")]
    [InlineData("about_TuyaIot_Delivery")]
    public void A_topic_fits_a_narrow_screen(string topic)
    {
        Assert.All(File.ReadLines(HelpFolder.Topic(topic)), static line => Assert.InRange(line.Length, 0, 78));
    }

    [Fact]
    public void No_page_and_no_topic_names_a_cmdlet_that_does_not_exist()
    {
        string[] exported = [.. HelpFolder.Pages.Select(page => page.Name)];

        Assert.All(Directory.EnumerateFiles(HelpFolder.Path), path => Assert.Subset(
            exported.ToHashSet(),
            CmdletName.Matches(File.ReadAllText(path)).Select(match => match.Value).ToHashSet()));
    }

    [Fact]
    public void The_first_topic_names_every_cmdlet()
    {
        string text = File.ReadAllText(HelpFolder.Topic("about_TuyaIot"));

        Assert.All(HelpFolder.Pages, page => Assert.Contains($"    {page.Name} ", text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_engine_finds_every_topic()
    {
        using Shell shell = new();

        Assert.All(HelpFolder.Topics, topic =>
        {
            string name = NameOf(topic);
            ShellResult found = shell.Run($"Get-Help {name}");
            Assert.Empty(found.Errors);
            Assert.Contains(name, Assert.Single(found.Output).ToString(), StringComparison.Ordinal);
        });
    }

    private static string NameOf(string topic) => Path.GetFileName(topic).Replace(".help.txt", string.Empty, StringComparison.Ordinal);
}
