using System.Collections.Generic;

namespace TuyaIot.Shell.CommandLine;

/// <summary>What the command line asked for.</summary>
internal sealed record ShellOptions(ShellMode Mode)
{
    /// <summary>The full path of the script, or the text of the command.</summary>
    internal string Source { get; init; } = string.Empty;

    internal IReadOnlyList<string> ScriptArguments { get; init; } = [];

    internal bool NonInteractive { get; init; }
}
