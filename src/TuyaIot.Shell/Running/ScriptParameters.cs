using System;
using System.Collections.Generic;
using System.Management.Automation.Runspaces;

namespace TuyaIot.Shell.Running;

/// <summary>
/// The words after a script's path, as pwsh hands them over: one that begins with a dash is a parameter's name, -Name:value carries
/// its value, and only there are true and false more than text.
/// </summary>
internal static class ScriptParameters
{
    internal static IEnumerable<CommandParameter> From(IReadOnlyList<string> words)
    {
        string? named = null;
        foreach (string word in words)
        {
            if (named is not null)
            {
                yield return new CommandParameter(named, word);
                named = null;
            }
            else if (!word.StartsWith('-') || word.Length == 1)
            {
                yield return new CommandParameter(null, word);
            }
            else if (word.IndexOf(':', StringComparison.Ordinal) is int colon and > 0)
            {
                string value = word[(colon + 1)..];
                if (value.Length == 0)
                {
                    named = word[..colon];
                }
                else
                {
                    yield return new CommandParameter(word[..colon], Value(value));
                }
            }
            else
            {
                yield return new CommandParameter(word);
            }
        }
    }

    private static object Value(string text) =>
        bool.TryParse(text.StartsWith('$') ? text[1..] : text, out bool value) ? value : text;
}
