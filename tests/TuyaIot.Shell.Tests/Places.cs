using System.IO;
using System.Linq;
using System.Reflection;

namespace TuyaIot.Shell.Tests;

/// <summary>Where the build left what the tests run.</summary>
internal static class Places
{
    internal static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    internal static string ShellFolder { get; } = Metadata("ShellFolder");

    internal static string Shell { get; } = Path.Combine(ShellFolder, "TuyaIot.Shell.dll");

    internal static string Quickstart { get; } = Path.Combine(RepositoryRoot, "src", "TuyaIot.Shell", "quickstart.ps1");

    private static string Metadata(string key) => Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key)
        .Value!;
}
