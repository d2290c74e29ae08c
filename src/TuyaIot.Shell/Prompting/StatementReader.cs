using System.Linq;
using System.Management.Automation.Language;

namespace TuyaIot.Shell.Prompting;

/// <summary>Puts lines together until they are a whole statement.</summary>
internal sealed class StatementReader(ILineSource lines)
{
    private const string ContinuationPrompt = ">> ";

    /// <summary>The next statement; empty where the user gave it up, null at the end of the input.</summary>
    internal string? Read(string prompt)
    {
        string statement = string.Empty;
        while (true)
        {
            InputLine line = lines.Read(statement.Length == 0 ? prompt : ContinuationPrompt);
            switch (line.End)
            {
                case InputEnd.Interrupted:
                    return string.Empty;
                case InputEnd.EndOfInput:
                    // What is missing is then the parser's to say.
                    return statement.Length == 0 ? null : statement;
                default:
                    statement = statement.Length == 0 ? line.Text : $"{statement}\n{line.Text}";
                    if (IsWhole(statement))
                    {
                        return statement;
                    }

                    break;
            }
        }
    }

    private static bool IsWhole(string statement)
    {
        Parser.ParseInput(statement, out _, out ParseError[] errors);
        return !errors.Any(error => error.IncompleteInput);
    }
}
