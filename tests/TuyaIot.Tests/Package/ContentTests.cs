using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Xunit;

namespace TuyaIot.Tests.Package;

/// <summary>What ships is what this list says: nothing that tests or builds left, and nothing too few.</summary>
[Collection(ModulePackage.Name)]
public sealed class ContentTests(ModulePackage package)
{
    private static readonly DateTime Written = new(2000, 1, 1);

    private static readonly string[] Expected =
    [
        "CHANGELOG.md",
        "LICENSE",
        "ThirdPartyNotices.txt",
        "TuyaIot-Automation.json",
        "TuyaIot.Format.ps1xml",
        "TuyaIot.cdx.json",
        "TuyaIot.psd1",
        "TuyaIot.psm1",
        "bin/net8.0/Amqp.Net.dll",
        "bin/net8.0/Polly.Core.dll",
        "bin/net8.0/TuyaIot.Client.dll",
        "bin/net8.0/TuyaIot.Reports.dll",
        "bin/net8.0/TuyaIot.Simulator.Amqp.dll",
        "bin/net8.0/TuyaIot.Simulator.dll",
        "bin/net8.0/TuyaIot.dll",
        "bin/netstandard2.0/Microsoft.Bcl.AsyncInterfaces.dll",
        "bin/netstandard2.0/Microsoft.Bcl.TimeProvider.dll",
        "bin/netstandard2.0/Polly.Core.dll",
        "bin/netstandard2.0/System.Buffers.dll",
        "bin/netstandard2.0/System.ComponentModel.Annotations.dll",
        "bin/netstandard2.0/System.Memory.dll",
        "bin/netstandard2.0/System.Numerics.Vectors.dll",
        "bin/netstandard2.0/System.Runtime.CompilerServices.Unsafe.dll",
        "bin/netstandard2.0/System.Text.Encodings.Web.dll",
        "bin/netstandard2.0/System.Text.Json.dll",
        "bin/netstandard2.0/System.Threading.Tasks.Extensions.dll",
        "bin/netstandard2.0/TuyaIot.Client.dll",
        "bin/netstandard2.0/TuyaIot.Reports.dll",
        "bin/netstandard2.0/TuyaIot.Simulator.dll",
        "bin/netstandard2.0/TuyaIot.dll",
        "en-US/TuyaIot.dll-Help.xml",
        "en-US/about_TuyaIot.help.txt",
        "en-US/about_TuyaIot_Credentials.help.txt",
        "en-US/about_TuyaIot_Delivery.help.txt",
        "en-US/about_TuyaIot_Simulator.help.txt",
        "samples/azure-automation/Invoke-FleetRunbook.ps1",
        "samples/many-machines/Invoke-FleetCommand.ps1",
        "samples/many-machines/README.md",
        "samples/pester/Update-Pumps.Tests.ps1",
        "samples/pester/Update-Pumps.ps1",
        "samples/pester/bad-day.json",
        "samples/quickstart/devices.txt",
        "samples/quickstart/quickstart.ps1",
        "samples/waves/Invoke-FleetWave.ps1",
    ];

    [Fact]
    public void The_folder_holds_what_ships_and_nothing_else() => Assert.Equal(Expected, ModulePackage.FilesIn(package.Folder));

    [Fact]
    public void Out_holds_the_folder_the_zip_and_the_nupkg_and_nothing_else() => Assert.Equal(
        ["TuyaIot", $"TuyaIot.{package.Version}.nupkg", "TuyaIot.zip"],
        Directory.GetFileSystemEntries(ModulePackage.Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    /// <summary>Azure Automation wants the module's own folder in a zip of its name, without a folder for the version.</summary>
    [Fact]
    public void The_zip_holds_the_folder_under_the_modules_name_and_no_version() =>
        Assert.Equal(Expected.Select(static file => $"TuyaIot/{file}"), Entries(ModulePackage.Zip));

    [Fact]
    public void The_nupkg_holds_the_same_at_its_root_beside_what_makes_it_a_package()
    {
        string[] extra = [.. Entries(package.Nupkg).Except(Expected)];
        Assert.Equal(["TuyaIot.nuspec", "[Content_Types].xml", "_rels/.rels", "package/services/metadata/core-properties/nuget.psmdcp"], extra);
        Assert.Empty(Expected.Except(Entries(package.Nupkg)));
    }

    /// <summary>Azure Automation imports no module with a longer path; the folder of a version is in it elsewhere.</summary>
    [Fact]
    public void No_path_in_it_has_140_characters() =>
        Assert.All(Expected, file => Assert.InRange($"TuyaIot/{package.Version}/{file}".Length, 1, 139));

    [Fact]
    public void Nothing_in_the_archives_tells_when_they_were_made()
    {
        foreach (string path in new[] { ModulePackage.Zip, package.Nupkg })
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            Assert.All(archive.Entries, static entry => Assert.Equal(Written, entry.LastWriteTime.DateTime));
        }
    }

    [Fact]
    public void The_notices_name_every_library_of_others_and_no_other()
    {
        IEnumerable<string> foreign = Expected
            .Where(static file => file.EndsWith(".dll", StringComparison.Ordinal))
            .Select(static file => Path.GetFileName(file))
            .Where(static file => !file.StartsWith("TuyaIot", StringComparison.Ordinal));
        IEnumerable<string> named = File.ReadLines(Path.Combine(package.Folder, "ThirdPartyNotices.txt"))
            .Where(static line => line.EndsWith(".dll", StringComparison.Ordinal));
        Assert.Equal(foreign.Distinct().Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static string[] Entries(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        return [.. archive.Entries.Select(static entry => entry.FullName).Order(StringComparer.Ordinal)];
    }
}
