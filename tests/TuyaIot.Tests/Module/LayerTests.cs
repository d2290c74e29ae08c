using System;
using System.IO;
using System.Linq;
using TuyaIot.Tests.Hosting;
using Xunit;

namespace TuyaIot.Tests.Module;

/// <summary>The rules of the house that no compiler checks: who may know whom.</summary>
public sealed class LayerTests
{
    [Theory]
    [InlineData("src/TuyaIot/Pipeline/DeviceRun.cs")]
    [InlineData("src/TuyaIot/Pipeline/TaskWindow.cs")]
    [InlineData("src/TuyaIot/Pipeline/DeviceBatcher.cs")]
    [InlineData("src/TuyaIot/Pipeline/DeviceGroup.cs")]
    public void What_runs_beside_the_pipeline_thread_knows_no_PowerShell(string file) =>
        Assert.DoesNotContain("System.Management.Automation", File.ReadAllText(Path.Combine(Repository.Root, file)));

    [Theory]
    [InlineData("src/TuyaIot.Client", "System.Management.Automation")]
    [InlineData("src/TuyaIot.Simulator", "System.Management.Automation")]
    [InlineData("src/TuyaIot.Simulator", "TuyaIot.Client")]
    [InlineData("src/TuyaIot.Client/Signing", "TuyaIot.Delivery")]
    [InlineData("src/TuyaIot.Client/Signing", "TuyaIot.Api")]
    [InlineData("src/TuyaIot.Client/Delivery", "TuyaIot.Api")]
    [InlineData("src/TuyaIot/Pipeline", "TuyaIot.Commands")]
    [InlineData("src/TuyaIot/Binding", "TuyaIot.Commands")]
    [InlineData("src/TuyaIot/Binding", "TuyaIot.Pipeline")]
    public void Imports_point_one_way(string folder, string notImported) =>
        Assert.DoesNotContain(Sources(folder), source => source.Text.Contains($"using {notImported}", StringComparison.Ordinal));

    [Theory]
    [InlineData("src/TuyaIot")]
    [InlineData("src/TuyaIot.Simulator")]
    public void What_differs_between_runtimes_is_in_no_file_of(string folder) =>
        Assert.DoesNotContain(Sources(folder), source => source.Text.Contains("#if", StringComparison.Ordinal));

    private static (string Path, string Text)[] Sources(string folder)
    {
        string root = Path.Combine(Repository.Root, folder);
        (string Path, string Text)[] sources =
        [
            .. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Where(path => !Path.GetRelativePath(root, path).StartsWith("obj", StringComparison.Ordinal))
                .Select(path => (path, File.ReadAllText(path))),
        ];
        Assert.NotEmpty(sources);
        return sources;
    }
}
