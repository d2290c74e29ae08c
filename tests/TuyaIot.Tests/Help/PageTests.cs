using System;
using System.IO;
using System.Linq;
using TuyaIot.Help;
using Xunit;

namespace TuyaIot.Tests.Help;

public sealed class PageTests
{
    [Fact]
    public void No_section_of_a_page_is_empty()
    {
        Assert.All(HelpFolder.Pages, page =>
        {
            Assert.Single(page.Synopsis);
            Assert.NotEmpty(page.Description);
            Assert.True(page.Examples.Count >= 3, $"{page.Name} has {page.Examples.Count} examples.");
            Assert.NotEmpty(page.Inputs);
            Assert.NotEmpty(page.Outputs);
            Assert.NotEmpty(page.Notes);
        });
    }

    [Fact]
    public void Links_lead_to_a_page_of_the_platform_first_and_then_to_help_that_exists()
    {
        Assert.All(HelpFolder.Pages, page =>
        {
            Assert.StartsWith("https://developer.tuya.com/en/docs/tuya-iot/", page.Links[0].Address);
            string id = page.Links[0].Address.Split("?id=")[1];
            Assert.EndsWith($"page id {id}", page.Links[0].Text);
            Assert.All(page.Links.Where(link => link.Address.Length == 0), link => Assert.True(
                HelpFolder.Pages.Any(other => other.Name == link.Text) || File.Exists(HelpFolder.Topic(link.Text)),
                $"{page.Name} links to {link.Text}, which does not exist."));
        });
    }

    [Fact]
    public void A_page_without_a_section_is_refused()
    {
        string page = File.ReadAllText(Path.Combine(HelpFolder.Path, "Get-IotJournal.md")).ReplaceLineEndings("\n");

        Assert.Equal("Get-IotJournal", PageReader.Read("Get-IotJournal", page).Name);
        Assert.Throws<FormatException>(() => PageReader.Read("Get-IotJournal", page.Replace("## NOTES\n", string.Empty, StringComparison.Ordinal)));
        Assert.Throws<FormatException>(() => PageReader.Read("Get-IotJournals", page));
    }
}
