using System.IO;
using System.Threading.Tasks;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Package;

/// <summary>The module as a user gets it, unpacked where nothing else of the clone is, does its main job.</summary>
[Collection(ModulePackage.Name)]
public sealed class CleanProcessTests(ModulePackage package)
{
    [Theory]
    [InlineData("zip")]
    [InlineData("nupkg")]
    public async Task What_was_unpacked_is_imported_and_tells_its_devices(string kind)
    {
        string manifest = package.Unpack(kind == "zip" ? ModulePackage.Zip : package.Nupkg);
        string script = Path.Combine(Path.GetDirectoryName(manifest)!, "job.ps1");
        await File.WriteAllTextAsync(script, """
            $ErrorActionPreference = 'Stop'
            Import-Module "$PSScriptRoot/TuyaIot.psd1"
            $simulator = Start-IotSimulator -ProductKey pk1
            $simulator | Set-IotCredential -RequestsPerSecond 0
            $results = 1..250 | ForEach-Object { "device$_" } |
                Invoke-IotThingsService -Identifier Set -Args @{ param1 = 10.0 } -JournalPath "$PSScriptRoot/run.jsonl"
            $counts = $simulator.GetExecutionCounts()
            $simulator | Stop-IotSimulator
            $module = Get-Module TuyaIot
            "from $($module.ModuleBase)"
            "all from there: $(-not @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -match '^(TuyaIot|Polly)' -and -not $_.Location.StartsWith($PSScriptRoot) }))"
            "accepted $(@($results | Where-Object Status -EQ Accepted).Count) of $(@($results).Count)"
            "carried out $(@($counts | Where-Object Count -EQ 1).Count)"
            "journal $((Get-IotJournal "$PSScriptRoot/run.jsonl").Accepted)"
            "help $((Get-Help Invoke-IotThingsService).Synopsis)"
            "topic $([bool](Get-Help about_TuyaIot_Credentials))"
            """, TestContext.Current.CancellationToken);

        string[] lines = await PowerShellProcess.RunAsync(script);

        Assert.Equal(
            [
                $"from {Path.GetDirectoryName(manifest)}",
                "all from there: True",
                "accepted 3 of 3",
                "carried out 250",
                "journal 250",
                "help Calls a service of many devices.",
                "topic True",
            ],
            lines);
    }
}
