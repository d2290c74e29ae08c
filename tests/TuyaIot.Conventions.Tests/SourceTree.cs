using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace TuyaIot.Conventions.Tests;

/// <summary>The clone that these tests were built in, and its code below src.</summary>
internal static class SourceTree
{
    /// <summary>The clone's folder.</summary>
    internal static readonly string Repository = Find();

    private static readonly string Root = Path.Combine(Repository, "src");

    /// <summary>The projects below src.</summary>
    internal static IReadOnlyList<string> Projects { get; } =
    [
        .. Directory.EnumerateDirectories(Root)
            .Select(static folder => Path.GetFileName(folder))
            .Where(static name => File.Exists(Path.Combine(Root, name, $"{name}.csproj")))
            .Order(StringComparer.Ordinal),
    ];

    internal static IReadOnlyList<SourceFile> Files { get; } =
    [
        .. Projects.SelectMany(static project => Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories))
            .Select(static file => (File: file, Path: Path.GetRelativePath(Root, file).Replace('\\', '/')))
            .Where(static file => file.Path.Split('/')[1] is not ("obj" or "bin"))
            .OrderBy(static file => file.Path, StringComparer.Ordinal)
            .Select(static file => new SourceFile(file.Path, File.ReadAllText(file.File))),
    ];

    internal static IEnumerable<SourceFile> In(string folder) =>
        Files.Where(file => file.Folder == folder || file.Folder.StartsWith($"{folder}/", StringComparison.Ordinal));

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Module.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("These tests run within the repository.");
    }
}
