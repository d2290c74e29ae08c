using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Help;
using TuyaIot.Tests.Hosting;

namespace TuyaIot.Tests.Help;

/// <summary>The help as it stands in the clone, and the cmdlets that it is for.</summary>
internal static class HelpFolder
{
    internal static string Path { get; } = System.IO.Path.Combine(Repository.Root, "en-US");

    internal static string HelpFile => System.IO.Path.Combine(Path, Program.HelpFile);

    internal static IReadOnlyList<Page> Pages { get; } = PageReader.ReadAll(Path);

    internal static IReadOnlyList<string> Topics => [.. Directory.EnumerateFiles(Path, "about_*.help.txt").Order()];

    internal static string Topic(string name) => System.IO.Path.Combine(Path, $"{name}.help.txt");

    /// <summary>The module's cmdlets, by name.</summary>
    internal static IReadOnlyList<CmdletInfo> Cmdlets(Shell shell) =>
    [
        .. shell.Run("Get-Command -Module TuyaIot -CommandType Cmdlet").Output
            .Select(static command => (CmdletInfo)command.BaseObject)
            .OrderBy(static command => command.Name, System.StringComparer.Ordinal),
    ];

    internal static Page PageOf(CmdletInfo cmdlet) => Pages.Single(page => page.Name == cmdlet.Name);
}
