using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using TuyaIot.Simulator;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes a fault word by word: its kind, then within quotes the settings of this kind and the values of a setting.</summary>
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
        return Find(before, word)
            .Where(candidate => candidate.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(candidate => new CompletionResult(
                last == 0 ? candidate.Value : $"'{before}{candidate.Value}", candidate.Value, CompletionResultType.ParameterValue, candidate.Tooltip));
    }

    private static IEnumerable<CompletionItem> Find(string before, string word)
    {
        if (before.Length == 0)
        {
            return FaultHelp.Kinds.Select(static kind => new CompletionItem(kind.Text, kind.Help));
        }

        if (!Enum.TryParse(before.Split(' ')[0], ignoreCase: true, out FaultKind kind))
        {
            return [];
        }

        int equals = word.IndexOf('=', 0);
        if (equals < 0)
        {
            return FaultHelp.GetSettings(kind).Select(static setting => new CompletionItem($"{setting.Text}=", setting.Help));
        }

        string name = word.Substring(0, equals);
        return FaultHelp.GetValues(name).Select(value => new CompletionItem($"{name}={value.Text}", value.Help));
    }
}
