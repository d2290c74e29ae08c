using System;

namespace TuyaIot.Shell.Tests;

/// <summary>What a run of the shell left: its exit code and its two streams.</summary>
internal sealed record ShellResult(int ExitCode, string Output, string Error)
{
    internal string[] Lines => Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
