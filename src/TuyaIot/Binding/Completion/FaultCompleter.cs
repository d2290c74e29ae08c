using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using TuyaIot.Simulator;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes a fault word by word: its kind, within quotes the settings that this kind has, and the words that a setting takes.</summary>
internal sealed class FaultCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string text = ArgumentText.Unquote(wordToComplete);
        int last = text.LastIndexOf(' ') + 1;
        string before = text.Substring(0, last);
        string word = text.Substring(last);
        return Candidates(before, word)
            .Where(candidate => candidate.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(candidate => new CompletionResult(
                last == 0 ? candidate.Value : $"'{before}{candidate.Value}", candidate.Value, CompletionResultType.ParameterValue, candidate.Tooltip));
    }

    private static IEnumerable<CompletionItem> Candidates(string before, string word)
    {
        if (before.Length == 0)
        {
            return FaultWords.Kinds;
        }

        if (!Enum.TryParse(before.Split(' ')[0], ignoreCase: true, out FaultKind kind))
        {
            return [];
        }

        int equals = word.IndexOf('=', 0);
        return equals < 0
            ? SimulatorFault.GetSettings(kind).Select(static setting => new CompletionItem($"{setting}=", FaultWords.Of(setting)))
            : FaultWords.ValuesOf(word.Substring(0, equals));
    }
}
