using System;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace TuyaIot.Binding.Completion;

/// <summary>Values as they stand on a command line.</summary>
internal static class ArgumentText
{
    /// <summary>The quotes that PowerShell takes, those of word processors too.</summary>
    private static readonly char[] Quotes = ['\'', '\u2018', '\u2019', '\u201A', '\u201B', '"', '\u201C', '\u201D', '\u201E'];

    private static readonly Regex Plain = new(@"\A[A-Za-z0-9_][A-Za-z0-9_.:/+*?=\\-]*\z", RegexOptions.CultureInvariant);

    /// <summary>In single quotes where the value would not be read as one text without.</summary>
    public static string Quote(string value) =>
        Plain.IsMatch(value) ? value : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";

    /// <summary>What somebody has typed so far, the quotes around it left out, of which the last one may not be there yet.</summary>
    public static string Unquote(string word)
    {
        if (word.Length == 0 || !IsQuote(word[0]))
        {
            return word;
        }

        bool isClosed = word.Length > 1 && IsQuote(word[word.Length - 1]);
        string inside = word.Substring(1, word.Length - (isClosed ? 2 : 1));
        return word[0] == '"' ? inside : string.Join("'", inside.Split(["''"], StringSplitOptions.None));
    }

    private static bool IsQuote(char c) => Array.IndexOf(Quotes, c) >= 0;
}
