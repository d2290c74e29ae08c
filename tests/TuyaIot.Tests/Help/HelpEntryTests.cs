using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Help;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Help;

/// <summary>The help cannot be built from a page that says less or more than its cmdlet has.</summary>
public sealed class HelpEntryTests
{
    private const string Name = "Start-IotSimulator";

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
    {
        using Shell shell = new();
        IReadOnlyList<CmdletFacts> cmdlets = BuiltModule.Read(HelpFolder.Module(shell));

        Assert.Equal(cmdlets.Count, HelpEntry.Join(HelpFolder.Pages, cmdlets, HelpFolder.CommonParameters).Count);
        Assert.Equal($"{Name} has no page en-US/{Name}.md.", Refusal(cmdlets, HelpFolder.Pages.Where(static page => page.Name != Name)));
        Assert.Equal("Get-IotNothing.md is the page of no cmdlet.", Refusal(cmdlets, HelpFolder.Pages.Append(HelpFolder.Pages[0] with { Name = "Get-IotNothing" })));
    }

    [Fact]
    public void Every_parameter_has_prose_and_every_prose_a_parameter()
    {
        Assert.Equal("the parameter -Port has no prose.", RefusalOf(static page => page with
        {
            Parameters = [.. page.Parameters.Where(static prose => prose.Name != "Port")],
        }));
        Assert.Equal("Port has no text.", RefusalOf(static page => page with
        {
            Parameters = [.. page.Parameters.Select(static prose => prose.Name == "Port" ? prose with { Text = [] } : prose)],
        }));
        Assert.Equal("-Portal is no parameter of the cmdlet.", RefusalOf(static page => page with
        {
            Parameters = [.. page.Parameters, new PageText("Portal", ["A port."])],
        }));
        Assert.Equal("-Port is described twice.", RefusalOf(static page => page with
        {
            Parameters = [.. page.Parameters, new PageText("Port", ["A port."])],
        }));
    }

    [Theory]
    [InlineData("Number of requests kept.")]
    [InlineData("Number of requests kept. Default: 10000.")]
    [InlineData("Number of requests kept. Default: 100.")]
    public void The_default_in_the_prose_is_the_default_of_the_cmdlet(string text)
    {
        Assert.Equal("-RecordCapacity does not say 'Default: 1000.'", RefusalOf(page => page with
        {
            Parameters = [.. page.Parameters.Select(prose => prose.Name == "RecordCapacity" ? prose with { Text = [text] } : prose)],
        }));
    }

    [Fact]
    public void Every_type_of_the_cmdlet_is_described_and_no_other()
    {
        Assert.EndsWith(".IotSimulator is not described.", RefusalOf(static page => page with { Outputs = [] }), StringComparison.Ordinal);
        Assert.Equal("System.Uri is no output type of the cmdlet.", RefusalOf(static page => page with
        {
            Outputs = [.. page.Outputs, new PageText("System.Uri", ["An address."])],
        }));
        Assert.Equal("System.Nothing is no type.", RefusalOf(static page => page with { Inputs = [new PageText("System.Nothing", ["Nothing."])] }));
    }

    private static string RefusalOf(Func<Page, Page> change)
    {
        using Shell shell = new();
        string message = Refusal(
            BuiltModule.Read(HelpFolder.Module(shell)),
            HelpFolder.Pages.Select(page => page.Name == Name ? change(page) : page));
        return message[$"{Name}.md: ".Length..];
    }

    private static string Refusal(IReadOnlyList<CmdletFacts> cmdlets, IEnumerable<Page> pages) =>
        Assert.Throws<FormatException>(() => HelpEntry.Join([.. pages], cmdlets, HelpFolder.CommonParameters)).Message;
}
