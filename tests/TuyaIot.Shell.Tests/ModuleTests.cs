using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace TuyaIot.Shell.Tests;

public sealed class ModuleTests
{
    private const string LoadedFromModule =
        "@([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'TuyaIot' }).Count";

    [Fact]
    public async Task A_script_loads_the_module_with_the_first_of_its_cmdlets()
    {
        using TempFolder folder = new();
        string script = folder.Write(
            "script.ps1", $"{LoadedFromModule}; $simulator = start-iotsimulator; {LoadedFromModule}; $simulator | Stop-IotSimulator");

        ShellResult result = await ShellProcess.RunAsync("-File", script);

        Assert.Equal(["0", "1"], result.Lines);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task A_command_finds_the_module_without_calling_it()
    {
        ShellResult result = await ShellProcess.RunAsync(
            "-Command", "Get-Command -Module TuyaIot -Name Invoke-IotThingsService | ForEach-Object Name");

        Assert.Equal("Invoke-IotThingsService", Assert.Single(result.Lines));
    }

    [Fact]
    public async Task To_complete_loads_nothing_that_only_a_request_needs()
    {
        using TempFolder folder = new();
        string script = folder.Write("script.ps1", """
            function Complete($line) { [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText }
            $secret = [securestring]::new(); $secret.AppendChar('x')
            Set-IotCredential keyid0001 $secret si-d6e8d.tuyacloud.com -ProductKey a1BwAGV0001
            foreach ($parameter in 'Credential', 'ProductKey', 'Identifier', 'Qos') { Complete "Invoke-IotThingsService -$parameter " }
            Complete 'Set-IotCredential -Endpoint '
            [Runtime.Loader.AssemblyLoadContext]::All | ForEach-Object { $_.Assemblies.GetName().Name } |
                Where-Object { $_ -like 'Polly*' -or $_ -like '*Http*' -or $_ -like '*RateLimiting*' -or $_ -eq 'TuyaIot.Simulator' }
            """);

        ShellResult result = await ShellProcess.RunAsync("-File", script);

        Assert.Equal(["Default", "a1BwAGV0001", "0", "1", "si-d6e8d.tuyacloud.com:8686"], result.Lines);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Without_the_manifest_the_shell_says_where_it_looked()
    {
        using TempFolder folder = new();
        foreach (string file in Directory.GetFiles(Places.ShellFolder, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder.Path, Path.GetRelativePath(Places.ShellFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        using ShellProcess shell = ShellProcess.Start(
            Path.Combine(folder.Path, "TuyaIot.Shell.dll"), folder.Path, ["-Command", "'never'"]);
        ShellResult result = await shell.EndAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("TuyaIot.psd1 is neither in " + folder.Path, result.Error);
        Assert.Empty(result.Output);
    }
}
