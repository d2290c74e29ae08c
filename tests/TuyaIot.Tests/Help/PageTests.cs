using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Help;
using TuyaIot.Tests.Hosting;
using Xunit;

namespace TuyaIot.Tests.Help;

/// <summary>The pages say what the cmdlets are: nothing is missing and nothing is stale.</summary>
public sealed class PageTests
{
    private const string DefaultValue = "Default value";

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
    {
        using Shell shell = new();

        Assert.Equal(HelpFolder.Cmdlets(shell).Select(cmdlet => cmdlet.Name), HelpFolder.Pages.Select(page => page.Name));
    }

    [Fact]
    public void A_page_describes_every_parameter_of_its_cmdlet_as_it_is_and_no_other()
    {
        using Shell shell = new();

        Assert.All(HelpFolder.Cmdlets(shell), cmdlet =>
        {
            Page page = HelpFolder.PageOf(cmdlet);
            Assert.Equal(
                cmdlet.OwnParameters().Select(parameter => parameter.Name),
                page.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal));
            Assert.All(cmdlet.OwnParameters(), parameter => IsDescribed(cmdlet, page, parameter));
        });
    }

    [Fact]
    public void A_page_shows_the_syntax_that_the_engine_shows()
    {
        using Shell shell = new();

        Assert.All(HelpFolder.Cmdlets(shell), cmdlet =>
        {
            IReadOnlyList<PageSyntax> syntax = HelpFolder.PageOf(cmdlet).Syntax;
            string shown = Assert.Single(shell.Run($"Get-Command {cmdlet.Name} -Syntax").Output).ToString();
            Assert.Equal(shown.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), syntax.Select(one => one.Line));
            if (syntax.Count > 1)
            {
                Assert.Equal(cmdlet.ParameterSets.Select(set => set.Name), syntax.Select(one => one.Set));
            }
        });
    }

    [Fact]
    public void No_section_of_a_page_is_empty()
    {
        Assert.All(HelpFolder.Pages, page =>
        {
            Assert.Single(page.Synopsis);
            Assert.NotEmpty(page.Description);
            Assert.True(page.Examples.Count >= 3, $"{page.Name} has {page.Examples.Count} examples.");
            Assert.All(page.Inputs.Concat(page.Outputs), type => Assert.NotEmpty(type.Meaning));
            Assert.NotEmpty(page.Inputs);
            Assert.NotEmpty(page.Outputs);
            Assert.NotEmpty(page.Notes);
        });
    }

    [Fact]
    public void A_page_names_every_type_that_its_cmdlet_puts_out()
    {
        using Shell shell = new();

        // Asked for in the session: outside of it the engine looks for a current location, and may find none.
        Assert.All(HelpFolder.Cmdlets(shell), cmdlet => Assert.Superset(
            shell.Run($"(Get-Command {cmdlet.Name}).OutputType.Name").Output.Select(type => $"{type}").Where(type => type.Length > 0).ToHashSet(),
            HelpFolder.PageOf(cmdlet).Outputs.Select(type => type.Name).ToHashSet()));
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

    private static void IsDescribed(CmdletInfo cmdlet, Page page, ParameterMetadata parameter)
    {
        PageParameter described = page.Parameters.Single(one => one.Name == parameter.Name);
        Assert.NotEmpty(described.Text);
        Assert.NotEmpty(described.Fact(DefaultValue));
        Assert.Equal(
            ParameterFacts.Of(cmdlet, parameter),
            described.Facts.Where(fact => fact.Key != DefaultValue).ToDictionary(fact => fact.Key, fact => fact.Value));
    }
}
