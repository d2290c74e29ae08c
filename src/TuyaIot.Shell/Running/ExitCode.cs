using System;

namespace TuyaIot.Shell.Running;

/// <summary>The process's exit codes, beside the number that a script gives to <c>exit</c>.</summary>
internal static class ExitCode
{
    internal const int Success = 0;
    internal const int Failure = 1;

    /// <summary>EX_USAGE of sysexits.h, as pwsh has it.</summary>
    internal const int BadArguments = 64;

    private const int UnixInterrupt = 128 + 2;
    private const int WindowsInterrupt = unchecked((int)0xC000013A);

    /// <summary>
    /// What the system's own shells report after Ctrl-C. pwsh reports 0 here after -File, which tells a scheduler that a
    /// run that was cut short is done.
    /// </summary>
    internal static int Interrupted => OperatingSystem.IsWindows() ? WindowsInterrupt : UnixInterrupt;
}
