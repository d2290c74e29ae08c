using System;

namespace TuyaIot.Shell.CommandLine;

/// <summary>A switch of the command line: its full name, and the shortest beginning that names it and no other.</summary>
internal sealed record Switch(string Name, string Shortest)
{
    internal static readonly Switch File = new("File", "f");
    internal static readonly Switch Command = new("Command", "c");
    internal static readonly Switch NoProfile = new("NoProfile", "nop");
    internal static readonly Switch NoLogo = new("NoLogo", "nol");
    internal static readonly Switch NonInteractive = new("NonInteractive", "noni");
    internal static readonly Switch Help = new("Help", "h");

    internal bool Matches(string argument)
    {
        string name = argument.TrimStart('-');
        return argument.StartsWith('-')
            && name.Length >= Shortest.Length
            && Name.StartsWith(name, StringComparison.OrdinalIgnoreCase);
    }
}
