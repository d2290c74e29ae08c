using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Binding.Completion;

/// <summary>The Tab key, as the engine has it.</summary>
internal static class Completing
{
    internal static CompletionResult[] Complete(this Shell shell, string line)
    {
        shell["Line"] = line;
        ShellResult completed = shell.Run("[Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches");
        Assert.Empty(completed.Errors);
        return [.. completed.Output.Select(match => (CompletionResult)match.BaseObject)];
    }

    /// <summary>What a press of the key puts in the word's place, all choices.</summary>
    internal static string[] Texts(this Shell shell, string line) => [.. shell.Complete(line).Select(match => match.CompletionText)];

    /// <summary>The line after a press of the key, where there is one choice.</summary>
    internal static string Press(this Shell shell, string line)
    {
        shell["Line"] = line;
        CommandCompletion completion = (CommandCompletion)Assert.Single(shell.Run("[Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null)").Output).BaseObject;
        return line[..completion.ReplacementIndex] + Assert.Single(completion.CompletionMatches).CompletionText;
    }
}
