using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes an argument from a set of values: those that begin as the word does, in any casing, quoted where they must be.</summary>
internal abstract class Completer : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string start = ArgumentText.Unquote(wordToComplete);
        return Find(start, fakeBoundParameters)
            .Where(candidate => candidate.Value.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            .GroupBy(candidate => candidate.Value, StringComparer.Ordinal)
            .Select(same => Complete(same.First()));
    }

    /// <param name="start">What is typed already. Sets that are small need not look at it.</param>
    protected virtual IEnumerable<CompletionItem> Find(string start) => [];

    /// <param name="start">What is typed already.</param>
    /// <param name="bound">The parameters that stand on the command line.</param>
    protected virtual IEnumerable<CompletionItem> Find(string start, IDictionary bound) => Find(start);

    /// <summary>How the parameter takes a value literally: one with wildcards wants theirs escaped.</summary>
    protected virtual string Literal(string value) => value;

    private CompletionResult Complete(CompletionItem candidate) => new(
        ArgumentText.Quote(Literal(candidate.Value)), candidate.Value, CompletionResultType.ParameterValue, candidate.Tooltip);
}

/// <summary>A value that a parameter may take.</summary>
/// <param name="Value">As the parameter takes it.</param>
/// <param name="Tooltip">What it is, in a few words.</param>
internal readonly record struct CompletionItem(string Value, string Tooltip);
