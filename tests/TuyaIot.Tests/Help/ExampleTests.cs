using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using TuyaIot.Help;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Help;

/// <summary>Whoever copies an example has a command that exists.</summary>
public sealed class ExampleTests
{
    [Fact]
    public void Every_example_parses_and_calls_commands_that_exist_with_parameters_that_they_have()
    {
        using Shell shell = new();

        Assert.All(Examples(), example =>
        {
            ScriptBlockAst script = Parser.ParseInput(example.Code, out _, out ParseError[] errors);
            Assert.Empty(errors);
            Assert.All(
                script.FindAll(static ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>(),
                command => Exists(shell, command));
        });
    }

    [Fact]
    public void Every_page_has_its_own_cmdlet_in_each_example()
    {
        Assert.All(HelpFolder.Pages, page => Assert.All(
            page.Examples, example => Assert.Contains(page.Name, example.Code, StringComparison.Ordinal)));
    }

    private static IEnumerable<PageExample> Examples() => HelpFolder.Pages.SelectMany(static page => page.Examples);

    private static void Exists(Shell shell, CommandAst command)
    {
        string name = command.GetCommandName();
        IEnumerable<string> parameters = ForeignCommands.Parameters.TryGetValue(name, out string[]? known)
            ? known
            : ((CommandInfo)Assert.Single(shell.Run($"Get-Command {name} -ErrorAction SilentlyContinue").Output).BaseObject).Parameters.Keys;
        Assert.All(
            command.CommandElements.OfType<CommandParameterAst>(),
            parameter => Assert.Contains(parameter.ParameterName, parameters, StringComparer.OrdinalIgnoreCase));
    }
}
