using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace TuyaIot.Tests.Package;

/// <summary>The software bill of materials lists the assemblies that ship, and nothing of the machine or the time.</summary>
[Collection(ModulePackage.Name)]
public sealed class SbomTests(ModulePackage package)
{
    private const string FileName = "TuyaIot.cdx.json";

    // The words by which ThirdPartyNotices.txt names a licence.
    private static readonly Dictionary<string, string> LicenseNames = new()
    {
        ["MIT"] = "The MIT License",
        ["BSD-3-Clause"] = "BSD 3-Clause License",
        ["Apache-2.0"] = "Apache License",
    };

    [Fact]
    public void It_lists_every_assembly_with_its_hash()
    {
        IEnumerable<(string, string)> shipped = ModulePackage.FilesIn(Path.Combine(package.Folder, "bin"))
            .Select(file => ($"bin/{file}", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(package.Folder, "bin", file))))));

        IEnumerable<(string, string)> listed = Components().SelectMany(Files).Select(static file =>
        {
            JsonElement hash = Assert.Single(file.GetProperty("hashes").EnumerateArray());
            Assert.Equal("SHA-256", Text(hash, "alg"));
            return (Text(file, "name"), Text(hash, "content"));
        });

        Assert.Equal(shipped.Order(), listed.Order());
    }

    [Fact]
    public void A_library_has_the_version_of_its_assemblies_and_an_address_of_NuGet()
    {
        Assert.All(Components(), component =>
        {
            string version = Text(component, "version");
            Assert.All(Files(component), file =>
            {
                FileVersionInfo facts = FileVersionInfo.GetVersionInfo(Path.Combine(package.Folder, Text(file, "name")));
                // The oldest packages have a number of their own, which their assemblies do not state.
                if (!Text(component, "name").StartsWith("System.", StringComparison.Ordinal))
                {
                    Assert.StartsWith(version, facts.ProductVersion, StringComparison.Ordinal);
                }
            });
            Assert.Equal(
                IsOwn(component) ? null : $"pkg:nuget/{Text(component, "name")}@{version}",
                component.TryGetProperty("purl", out JsonElement address) ? address.GetString() : null);
        });
    }

    [Fact]
    public void The_notices_have_the_same_libraries_under_the_same_licences()
    {
        string[] notices = File.ReadAllText(Path.Combine(package.Folder, "ThirdPartyNotices.txt")).Split("======\n");

        Assert.All(Components(), component =>
        {
            string license = Text(Assert.Single(component.GetProperty("licenses").EnumerateArray()), "expression");
            if (IsOwn(component))
            {
                Assert.Equal("MIT", license);
                return;
            }

            Assert.All(Files(component).Select(static file => Path.GetFileName(Text(file, "name"))), file => Assert.Contains(
                LicenseNames[license], Assert.Single(notices, notice => notice.Contains($"\n{file}\n", StringComparison.Ordinal) || notice.StartsWith($"{file}\n", StringComparison.Ordinal)), StringComparison.Ordinal));
        });
    }

    [Fact]
    public void What_a_library_needs_is_listed_too()
    {
        using JsonDocument document = Read();
        string[] references = [.. Components().Select(static component => Text(component, "bom-ref"))];
        Dictionary<string, string[]> dependencies = document.RootElement.GetProperty("dependencies").EnumerateArray().ToDictionary(
            static entry => Text(entry, "ref"),
            static entry => entry.GetProperty("dependsOn").EnumerateArray().Select(static reference => reference.GetString()!).ToArray());

        Assert.Equal([$"TuyaIot@{package.Version}", .. references], dependencies.Keys);
        Assert.All(dependencies.Values, needed => Assert.Empty(needed.Except(references)));
        Assert.Contains($"assembly:TuyaIot.Client@{package.Version}", dependencies[$"assembly:TuyaIot@{package.Version}"]);
        Assert.Contains(dependencies[$"assembly:TuyaIot.Client@{package.Version}"], static needed => needed.StartsWith("pkg:nuget/Polly.Core@", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_in_it_tells_when_or_where_it_was_made()
    {
        using JsonDocument document = Read();
        JsonElement metadata = document.RootElement.GetProperty("metadata");

        Assert.Equal("2000-01-01T00:00:00Z", Text(metadata, "timestamp"));
        Assert.Equal(package.Version, Text(metadata.GetProperty("component"), "version"));
        Assert.False(document.RootElement.TryGetProperty("serialNumber", out _));
        Assert.DoesNotContain('\r', File.ReadAllText(Path.Combine(package.Folder, FileName)));
    }

    private JsonDocument Read() => JsonDocument.Parse(File.ReadAllText(Path.Combine(package.Folder, FileName)));

    private JsonElement[] Components()
    {
        using JsonDocument document = Read();
        return [.. document.RootElement.GetProperty("components").EnumerateArray().Select(static component => component.Clone())];
    }

    private static IEnumerable<JsonElement> Files(JsonElement component) => component.GetProperty("components").EnumerateArray();

    private static bool IsOwn(JsonElement component) => Text(component, "bom-ref").StartsWith("assembly:", StringComparison.Ordinal);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
