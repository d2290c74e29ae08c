using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using TuyaIot.Simulator;

namespace TuyaIot.Binding;

/// <summary>Completes the kind of a fault, and within quotes the settings that this kind has.</summary>
internal sealed class FaultCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string text = wordToComplete.Trim('\'', '"');
        int last = text.LastIndexOf(' ') + 1;
        IEnumerable<string> found = last == 0
            ? Matching(typeof(FaultKind).GetEnumNames(), text)
            : Settings(text.Substring(0, last), text.Substring(last));
        return found.Select(static completed => new CompletionResult(completed));
    }

    private static IEnumerable<string> Settings(string before, string setting) =>
        Enum.TryParse(before.Split(' ')[0], ignoreCase: true, out FaultKind kind)
            ? Matching(SimulatorFault.GetSettings(kind), setting).Select(name => "'" + before + name + "=")
            : [];

    private static IEnumerable<string> Matching(IEnumerable<string> names, string start) =>
        names.Where(name => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));
}
