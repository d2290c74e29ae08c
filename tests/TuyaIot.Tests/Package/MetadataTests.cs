using System;
using System.Buffers.Binary;
using System.Collections;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Package;

/// <summary>What the PowerShell Gallery and Azure Automation read about the module.</summary>
[Collection(ModulePackage.Name)]
public sealed class MetadataTests(ModulePackage package) : IDisposable
{
    private static readonly string[] GalleryTags = ["PSEdition_Core", "PSEdition_Desktop", "Windows", "Linux", "MacOS"];

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void The_manifest_is_valid_and_complete()
    {
        PSObject manifest = TestManifest();

        Assert.Equal(package.Version, manifest.Get<string>("Version"));
        Assert.Equal(new Version(5, 1), manifest.Get<Version>("PowerShellVersion"));
        Assert.Equal(new Version(4, 7, 2), manifest.Get<Version>("DotNetFrameworkVersion"));
        Assert.Equal(["Core", "Desktop"], manifest.Get<string[]>("CompatiblePSEditions")!);
        foreach (string property in new[] { "Guid", "Author", "CompanyName", "Copyright", "Description", "ReleaseNotes" })
        {
            Assert.False(string.IsNullOrWhiteSpace(manifest.Get<string>(property)), $"The manifest has no {property}.");
        }

        Assert.Equal("https", manifest.Get<Uri>("ProjectUri")!.Scheme);
        Assert.StartsWith(manifest.Get<string>("ProjectUri")!, manifest.Get<string>("LicenseUri"), StringComparison.Ordinal);
        Assert.EndsWith(".png", manifest.Get<Uri>("IconUri")!.AbsolutePath, StringComparison.Ordinal);
        Assert.Empty(GalleryTags.Except(manifest.Get<string[]>("Tags")!));
        Assert.DoesNotContain("*", Keys(manifest, "ExportedCmdlets"));
    }

    [Fact]
    public void The_nuspec_says_what_the_manifest_says()
    {
        PSObject manifest = TestManifest();
        XElement nuspec = ReadNuspec();

        Assert.Equal("TuyaIot", Value(nuspec, "id"));
        Assert.Equal(package.Version, Value(nuspec, "version"));
        Assert.Equal(manifest.Get<string>("Author"), Value(nuspec, "authors"));
        Assert.Equal(manifest.Get<string>("CompanyName"), Value(nuspec, "owners"));
        Assert.Equal(manifest.Get<string>("Description"), Value(nuspec, "description"));
        Assert.Equal(manifest.Get<string>("Copyright"), Value(nuspec, "copyright"));
        Assert.Equal(manifest.Get<string>("ReleaseNotes"), Value(nuspec, "releaseNotes"));
        Assert.Equal(manifest.Get<string>("ProjectUri"), Value(nuspec, "projectUrl"));
        Assert.Equal(manifest.Get<string>("LicenseUri"), Value(nuspec, "licenseUrl"));
        Assert.Equal(manifest.Get<string>("IconUri"), Value(nuspec, "iconUrl"));
        string[] commands = Keys(manifest, "ExportedCmdlets");
        Assert.Equal(
            [
                "PSModule",
                "PSIncludes_Cmdlet",
                .. manifest.Get<string[]>("Tags")!,
                .. commands.SelectMany(static name => new[] { $"PSCmdlet_{name}", $"PSCommand_{name}" }),
            ],
            Value(nuspec, "tags").Split(' '));
    }

    [Fact]
    public void The_release_notes_are_the_newest_section_of_the_changelog()
    {
        string[] lines = File.ReadAllLines(Path.Combine(package.Folder, "CHANGELOG.md"));
        int heading = Array.FindIndex(lines, IsHeading);
        int next = Array.FindIndex(lines, heading + 1, IsHeading);

        Assert.Equal(string.Join('\n', lines[(heading + 1)..next]).Trim(), TestManifest().Get<string>("ReleaseNotes"));

        static bool IsHeading(string line) => line.StartsWith("## ", StringComparison.Ordinal);
    }

    /// <summary>The Gallery loads the icon from its address. The file at this address is the one in the repository.</summary>
    [Fact]
    public void The_icon_is_a_small_square_picture_of_the_repository()
    {
        string path = TestManifest().Get<Uri>("IconUri")!.AbsolutePath;
        byte[] picture = File.ReadAllBytes(Path.Combine(Repository.Root, path[(path.IndexOf("/main/", StringComparison.Ordinal) + 6)..]));

        // The header of a PNG: its signature, the length and the name of the first chunk, and the width and the height.
        Assert.Equal("\u0089PNG\r\n\u001a\n", Encoding.Latin1.GetString(picture, 0, 8));
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)));
        Assert.Equal(128, BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20)));
        Assert.InRange(picture.Length, 1, 10_000);
    }

    [Fact]
    public void One_version_is_said_everywhere()
    {
        foreach (string assembly in Directory.EnumerateFiles(Path.Combine(package.Folder, "bin"), "TuyaIot*.dll", SearchOption.AllDirectories))
        {
            Assert.Equal(package.Version, FileVersionInfo.GetVersionInfo(assembly).ProductVersion);
        }

        // What is not released yet stands above the newest version.
        string[] sections = [.. File.ReadLines(Path.Combine(package.Folder, "CHANGELOG.md")).Where(line => line.StartsWith("## ", StringComparison.Ordinal))];
        Assert.Equal($"## {package.Version}", sections.First(section => section != "## Unreleased"));
        Assert.InRange(Array.IndexOf(sections, $"## {package.Version}"), 0, 1);
    }

    [Fact]
    public void The_connection_type_has_the_documented_form()
    {
        JsonElement type = ReadConnectionType();

        Assert.Equal("TuyaIot", type.GetProperty("ConnectionTypeName").GetString());
        Assert.Equal("TuyaIot", type.GetProperty("IntegrationModuleName").GetString());
        Assert.All(type.GetProperty("ConnectionFields").EnumerateArray(), static field =>
        {
            Assert.Equal(["IsEncrypted", "IsOptional", "Name", "TypeName"], field.EnumerateObject().Select(static property => property.Name));
            Assert.Equal("System.String", field.GetProperty("TypeName").GetString());
        });
        Assert.Equal(["AccessKeySecret"], Fields(type, static field => field.GetProperty("IsEncrypted").GetBoolean()));
        Assert.Equal(["AccessKeyId", "AccessKeySecret", "Endpoint"], Fields(type, static field => !field.GetProperty("IsOptional").GetBoolean()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_connection_of_that_type_is_a_credential(bool full)
    {
        Hashtable connection = [];
        foreach (string name in Fields(ReadConnectionType(), static field => true))
        {
            connection[name] = name switch
            {
                "Endpoint" => "host.example",
                "RequestsPerSecond" => "5",
                _ => $"the {name}",
            };
        }

        foreach (string name in full ? [] : Fields(ReadConnectionType(), static field => field.GetProperty("IsOptional").GetBoolean()))
        {
            connection[name] = string.Empty;
        }

        _shell["connection"] = connection;
        ShellResult result = _shell.Run("Set-IotCredential -Connection $connection -PassThru");

        Assert.Empty(result.Errors);
        PSObject credential = Assert.Single(result.Output);
        Assert.Equal("the AccessKeyId", credential.Get<string>("AccessKeyId"));
        Assert.Equal(full ? "the ProductKey" : string.Empty, credential.Get<string>("ProductKey"));
        Assert.Equal(full ? 5 : null, credential.Get<double?>("RequestsPerSecond"));
    }

    private PSObject TestManifest()
    {
        _shell["path"] = package.Manifest;
        ShellResult result = _shell.Run("Test-ModuleManifest $path");
        Assert.Empty(result.Errors);
        return Assert.Single(result.Output);
    }

    private XElement ReadNuspec()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.Nupkg);
        using Stream stream = archive.GetEntry("TuyaIot.nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().Single(static element => element.Name.LocalName == "metadata");
    }

    private JsonElement ReadConnectionType() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(package.Folder, "TuyaIot-Automation.json"))).RootElement;

    private static string[] Fields(JsonElement type, Func<JsonElement, bool> which) =>
        [.. type.GetProperty("ConnectionFields").EnumerateArray().Where(which).Select(static field => field.GetProperty("Name").GetString()!)];

    private static string Value(XElement metadata, string name) =>
        metadata.Elements().Single(element => element.Name.LocalName == name).Value;

    private static string[] Keys(PSObject module, string kind) =>
        [.. ((IDictionary)module.Properties[kind].Value).Keys.Cast<string>().Order(StringComparer.Ordinal)];
}
