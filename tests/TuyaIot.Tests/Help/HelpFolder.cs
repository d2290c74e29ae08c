using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Help;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Help;

/// <summary>The help in the clone, and the cmdlets that it describes.</summary>
internal static class HelpFolder
{
    internal static string Path { get; } = System.IO.Path.Combine(Repository.Root, "en-US");

    internal static string HelpFile => System.IO.Path.Combine(Path, Program.HelpFile);

    internal static IReadOnlyList<Page> Pages { get; } = PageReader.ReadAll(Path);

    internal static IReadOnlyList<PageText> CommonParameters { get; } = PageReader.ReadCommonParameters(Path);

    internal static IReadOnlyList<string> Topics => [.. Directory.EnumerateFiles(Path, "about_*.help.txt").Order()];

    internal static string Topic(string name) => System.IO.Path.Combine(Path, $"{name}.help.txt");

    /// <summary>The module of a session.</summary>
    internal static PSModuleInfo Module(Shell shell) => (PSModuleInfo)Assert.Single(shell.Run("Get-Module TuyaIot").Output).BaseObject;

    /// <summary>Every page with the facts of its cmdlet, by name.</summary>
    internal static IReadOnlyList<HelpEntry> Entries(Shell shell) => HelpEntry.Join(Pages, BuiltModule.Read(Module(shell)), CommonParameters);
}
