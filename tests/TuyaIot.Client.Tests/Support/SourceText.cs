using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace TuyaIot.Client.Tests.Support;

/// <summary>The client's own source, for rules that no compiler checks.</summary>
internal static class SourceText
{
    private static readonly string Root = FindRoot();

    /// <summary>Every file of a folder of the client, by its path within the client, with its text.</summary>
    internal static IReadOnlyList<(string Path, string Text)> Of(string folder = "") =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(static file => (Path: Path.GetRelativePath(Root, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(static file => !file.Path.StartsWith("obj/", StringComparison.Ordinal)),
    ];

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Module.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? throw new DirectoryNotFoundException("These tests run within the repository."), "src", "TuyaIot.Client");
    }
}
