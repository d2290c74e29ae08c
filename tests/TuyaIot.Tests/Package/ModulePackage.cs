using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Package;

/// <summary>What build.ps1 Package makes, made once for all tests, and what a user has after unpacking it.</summary>
[CollectionDefinition(Name)]
public sealed class ModulePackage : IAsyncLifetime, ICollectionFixture<ModulePackage>
{
    internal const string Name = "The package";

    private readonly string _unpacked = Directory.CreateTempSubdirectory("tuyaiot").FullName;

    internal static string Out { get; } = Path.Combine(Repository.Root, "out");

    /// <summary>out/TuyaIot/0.1.0.</summary>
    internal string Folder { get; private set; } = string.Empty;

    internal string Version => Path.GetFileName(Folder);

    internal static string Zip { get; } = Path.Combine(Out, "TuyaIot.zip");

    internal string Nupkg => Path.Combine(Out, $"TuyaIot.{Version}.nupkg");

    internal string Manifest => Path.Combine(Folder, "TuyaIot.psd1");

    public async ValueTask InitializeAsync()
    {
        await PowerShellProcess.RunAsync(Path.Combine(Repository.Root, "build.ps1"), "Package");
        Folder = Directory.GetDirectories(Path.Combine(Out, "TuyaIot")).Single();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_unpacked, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Unpacks the zip as a user does into a module path, and the nupkg as the Gallery's clients do. The manifest's path.</summary>
    internal string Unpack(string package)
    {
        string target = Path.Combine(_unpacked, Guid.NewGuid().ToString("N"));
        string module = package == Zip ? Path.Combine(target, "TuyaIot") : target;
        ZipFile.ExtractToDirectory(package, target);
        return Path.Combine(module, "TuyaIot.psd1");
    }

    /// <summary>The files below a folder by their path in it, in ordinal order.</summary>
    internal static string[] FilesIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];
}
