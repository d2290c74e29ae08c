using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Help;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Help;

/// <summary>Get-Help shows the pages. Without the help file it would show the metadata alone.</summary>
public sealed class GetHelpTests
{
    [Fact]
    public void The_engine_finds_the_help_of_every_cmdlet_through_the_manifest()
    {
        using Shell shell = new();

        Assert.All(HelpFolder.Entries(shell), entry =>
        {
            Page page = entry.Page;
            shell["Help"] = Assert.Single(shell.Run($"Get-Help {page.Name} -Full").Output);
            Assert.Equal(page.Synopsis, Texts(shell, "$Help.Synopsis"));
            Assert.Equal(page.Description, Texts(shell, "$Help.description.Text"));
            Assert.Equal(page.Parameters.Select(parameter => parameter.Name), Texts(shell, "$Help.parameters.parameter.name"));
            Assert.Equal(
                page.Parameters.SelectMany(parameter => parameter.Text), Texts(shell, "$Help.parameters.parameter.description.Text"));
            Assert.Equal(
                page.Examples.Select(example => example.Code.Split('\n')[0]),
                Texts(shell, "foreach ($example in $Help.examples.example) { ($example.code -split '\\r?\\n')[0] }"));
            Assert.Equal(entry.Inputs.Select(type => type.Name), Texts(shell, "$Help.inputTypes.inputType.type.name"));
            Assert.Equal(entry.Outputs.Select(type => type.Name), Texts(shell, "$Help.returnValues.returnValue.type.name"));
            Assert.Equal(page.Notes, Texts(shell, "$Help.alertSet.alert.Text"));
            Assert.Equal(page.Links.Select(link => link.Text), Texts(shell, "$Help.relatedLinks.navigationLink.linkText").Skip(1));
        });
    }

    [Fact]
    public void Get_Help_Online_opens_the_page_of_the_very_cmdlet()
    {
        using Shell shell = new();

        Assert.All(HelpFolder.Pages, page =>
        {
            shell["Help"] = Assert.Single(shell.Run($"Get-Help {page.Name} -Full").Output);

            // -Online opens the first address that the links have.
            string address = Texts(shell, "$Help.relatedLinks.navigationLink.uri")[0];
            Assert.Equal($"https://github.com/tuyaiot/TuyaIot-PowerShell/blob/main/en-US/{page.Name}.md", address);
        });
    }

    [Fact]
    public void The_syntax_has_every_parameter_set_as_the_engine_has_it()
    {
        using Shell shell = new();

        Assert.All(HelpFolder.Module(shell).ExportedCmdlets.Values, cmdlet =>
        {
            shell["Help"] = Assert.Single(shell.Run($"Get-Help {cmdlet.Name} -Full").Output);
            Assert.Equal(
                cmdlet.ParameterSets.OrderByDescending(set => set.IsDefault).Select(set => string.Join(' ', Own(set).Order(StringComparer.Ordinal))),
                Texts(shell, """
                    foreach ($item in $Help.syntax.syntaxItem) {
                        $facts = [string[]]($item.parameter | ForEach-Object { "$($_.name):$($_.required):$($_.position)" })
                        [Array]::Sort($facts, [StringComparer]::Ordinal)
                        "$facts"
                    }
                    """));
        });
    }

    private static IEnumerable<string> Own(CommandParameterSetInfo set) => set.Parameters
        .Where(static parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
        .Select(static parameter =>
            $"{parameter.Name}:{(parameter.IsMandatory ? "true" : "false")}:{(parameter.Position < 0 ? "named" : $"{parameter.Position}")}");

    private static string[] Texts(Shell shell, string script)
    {
        ShellResult result = shell.Run(script);
        Assert.Empty(result.Errors);
        return [.. result.Output.Where(static text => text is not null).Select(static text => text.ToString().Trim()).Where(static text => text.Length > 0)];
    }
}
