using System;
using System.IO;

namespace TuyaIot.Shell.CommandLine;

/// <summary>Reads the command line by pwsh's rules: -File and -Command take everything that follows them.</summary>
internal static class OptionsParser
{
    internal static ShellOptions Parse(string[] arguments)
    {
        bool nonInteractive = false;
        for (int index = 0; index < arguments.Length; index++)
        {
            string argument = arguments[index];
            string[] rest = arguments[(index + 1)..];
            if (Switch.NonInteractive.Matches(argument))
            {
                nonInteractive = true;
            }
            else if (Switch.NoProfile.Matches(argument) || Switch.NoLogo.Matches(argument))
            {
                // There is neither a profile nor a logo to leave out; scripts that start pwsh pass these all the same.
                continue;
            }
            else if (Switch.Help.Matches(argument) || argument is "-?" or "/?")
            {
                return new ShellOptions(ShellMode.Help);
            }
            else if (Switch.Command.Matches(argument))
            {
                return ParseCommand(rest) with { NonInteractive = nonInteractive };
            }
            else if (Switch.File.Matches(argument))
            {
                return ParseFile(rest) with { NonInteractive = nonInteractive };
            }
            else
            {
                return ParseFile(arguments[index..]) with { NonInteractive = nonInteractive };
            }
        }

        ShellMode mode = Console.IsInputRedirected ? ShellMode.StandardInput : ShellMode.Prompt;
        return new ShellOptions(mode) { NonInteractive = nonInteractive };
    }

    private static ShellOptions ParseCommand(string[] words) => words switch
    {
        [] => throw new UsageException("-Command needs a command: -Command \"Get-IotCredential\"."),
        ["-"] when !Console.IsInputRedirected =>
            throw new UsageException("'-Command -' reads standard input, and standard input is not redirected."),
        ["-"] => new ShellOptions(ShellMode.StandardInput),
        ["-", ..] => throw new UsageException("'-Command -' reads the commands from standard input and takes nothing else."),
        _ => new ShellOptions(ShellMode.Command) { Source = string.Join(' ', words) },
    };

    private static ShellOptions ParseFile(string[] words)
    {
        if (words is [])
        {
            throw new UsageException("-File needs the path of a script: -File ./script.ps1.");
        }

        if (words is ["-"])
        {
            return new ShellOptions(ShellMode.StandardInput);
        }

        string path = Path.GetFullPath(words[0]);
        if (File.Exists(path))
        {
            return new ShellOptions(ShellMode.File) { Source = path, ScriptArguments = words[1..] };
        }

        throw new UsageException(words[0].StartsWith('-')
            ? $"'{words[0]}' is not a switch of this shell. -Help lists them."
            : $"The script '{words[0]}' does not exist ({path}).");
    }
}
