namespace TuyaIot.Shell.CommandLine;

internal static class HelpText
{
    internal const string Value = """
        The PowerShell engine with the TuyaIot module, for machines that have the .NET SDK and no PowerShell.

        dotnet run --project src/TuyaIot.Shell -- [-NoProfile] [-NoLogo] [-NonInteractive]
            [-File <script.ps1> [arguments] | -Command <text> | -Command -]

          -File            Runs a script; everything after the path goes to the script.
          -Command         Runs the rest of the line. '-' reads the commands from standard input.
          -NonInteractive  Makes everything that would ask the user fail instead.
          -NoProfile, -NoLogo are accepted as in pwsh; there is no profile and no logo.
          Without -File and -Command: a prompt, or the commands on standard input where that is redirected.

        Exit codes are pwsh's: the number given to 'exit'; 1 after a terminating error, and after a -Command whose last
        statement failed; 64 for a command line that cannot be understood; 130 (Windows: -1073741510) after Ctrl-C.

        This is a way in, not a second PowerShell. The engine's NuGet package holds the language, the pipeline, modules, jobs, help
        and formatting; Get-ChildItem, Select-Object, ConvertTo-SecureString and their kin are not in it. The shell adds one
        command, because scripts that operate a fleet begin with it: Get-Content. Install PowerShell for everything else:
        https://learn.microsoft.com/powershell/scripting/install/installing-powershell
        """;
}
