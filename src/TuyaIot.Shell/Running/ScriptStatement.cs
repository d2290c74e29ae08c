using System.Collections.Generic;
using System.Management.Automation.Language;
using System.Text;
using System.Text.RegularExpressions;

namespace TuyaIot.Shell.Running;

/// <summary>
/// Turns a script and the words of the command line into the statement a user would type. The engine's own way to start a
/// script from a host loses the number given to <c>exit</c>; after a statement it is in $LASTEXITCODE.
/// </summary>
internal static partial class ScriptStatement
{
    internal static string Create(string path, IReadOnlyList<string> arguments, bool takesInput)
    {
        // A script at the end of a pipeline runs its process block once for each object; one that takes none is not put there.
        StringBuilder statement = new(takesInput ? "$input | & " : "& ");
        statement.Append(Quote(path));
        foreach (string argument in arguments)
        {
            statement.Append(' ').Append(Argument(argument));
        }

        return statement.ToString();
    }

    // By pwsh's rules: a word with a dash is a parameter's name, -Name:value carries its value, and only there are true and
    // false more than text.
    private static string Argument(string word)
    {
        Match parameter = ParameterWord().Match(word);
        if (!parameter.Success)
        {
            return Quote(word);
        }

        Group value = parameter.Groups["value"];
        return value.Success ? $"{parameter.Groups["name"]}:{Value(value.Value)}" : word;
    }

    private static string Value(string text) =>
        bool.TryParse(text.TrimStart('$'), out bool value) ? value ? "$true" : "$false" : Quote(text);

    private static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    [GeneratedRegex(@"^(?<name>-[\p{L}_?][\w-]*)(:(?<value>.+)|:)?\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex ParameterWord();
}
