using System;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Help;
using TuyaIot.Tests.Hosting;
using Xunit;

namespace TuyaIot.Tests.Help;

/// <summary>What Get-Help shows is what the pages say; without the help file it would make something up out of the metadata.</summary>
public sealed class GetHelpTests
{
    [Fact]
    public void The_engine_finds_the_help_of_every_cmdlet_through_the_manifest()
    {
        using Shell shell = new();

        Assert.All(HelpFolder.Cmdlets(shell), cmdlet =>
        {
            Page page = HelpFolder.PageOf(cmdlet);
            shell["Help"] = Assert.Single(shell.Run($"Get-Help {cmdlet.Name} -Full").Output);
            Assert.Equal(page.Synopsis, Texts(shell, "$Help.Synopsis"));
            Assert.Equal(page.Description, Texts(shell, "$Help.description.Text"));
            Assert.Equal(page.Parameters.Select(parameter => parameter.Name), Texts(shell, "$Help.parameters.parameter.name"));
            Assert.Equal(
                page.Parameters.SelectMany(parameter => parameter.Text), Texts(shell, "$Help.parameters.parameter.description.Text"));
            Assert.Equal(
                page.Examples.Select(example => example.Code.Split('\n')[0]),
                Texts(shell, "foreach ($example in $Help.examples.example) { ($example.code -split '\\r?\\n')[0] }"));
            Assert.Equal(page.Inputs.Select(type => type.Name), Texts(shell, "$Help.inputTypes.inputType.type.name"));
            Assert.Equal(page.Outputs.Select(type => type.Name), Texts(shell, "$Help.returnValues.returnValue.type.name"));
            Assert.Equal(page.Notes, Texts(shell, "$Help.alertSet.alert.Text"));
            Assert.Equal(page.Links.Select(link => link.Text), Texts(shell, "$Help.relatedLinks.navigationLink.linkText"));
        });
    }

    [Fact]
    public void The_syntax_in_the_help_has_every_parameter_set_with_its_own_parameters()
    {
        using Shell shell = new();

        Assert.All(HelpFolder.Cmdlets(shell), cmdlet =>
        {
            shell["Help"] = Assert.Single(shell.Run($"Get-Help {cmdlet.Name} -Full").Output);
            Assert.Equal(
                cmdlet.ParameterSets.Select(set => string.Join(' ', OwnNames(cmdlet, set).Order(StringComparer.Ordinal))),
                Texts(shell, "foreach ($item in $Help.syntax.syntaxItem) { $names = [string[]]$item.parameter.name; [Array]::Sort($names, [StringComparer]::Ordinal); \"$names\" }"));
        });
    }

    private static string[] OwnNames(CmdletInfo cmdlet, CommandParameterSetInfo set)
    {
        string[] own = [.. cmdlet.OwnParameters().Select(static parameter => parameter.Name)];
        return [.. set.Parameters.Select(static parameter => parameter.Name).Where(own.Contains)];
    }

    private static string[] Texts(Shell shell, string script)
    {
        ShellResult result = shell.Run(script);
        Assert.Empty(result.Errors);
        return [.. result.Output.Where(static text => text is not null).Select(static text => text.ToString().Trim()).Where(static text => text.Length > 0)];
    }
}
