using System;
using System.IO;

namespace TuyaIot.Tests.Support;

/// <summary>The clone that these tests were built in.</summary>
internal static class Repository
{
    private const string ManifestName = "TuyaIot.psd1";

    internal static string Root { get; } = Find();

    internal static string Manifest => Path.Combine(Root, ManifestName);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, ManifestName)))
            {
                return folder.FullName;
            }
        }

        throw new FileNotFoundException($"No {ManifestName} in {AppContext.BaseDirectory} or above.");
    }
}
