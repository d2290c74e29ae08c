using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Soak;

/// <summary>
/// A run in a process of its own is killed at moments drawn at random, and begun again with the same journal each time until it ends.
/// The gateway outlives it and is the judge. TUYA_IOT_SOAK_DEVICES makes it twenty moments.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Devices = 20_000;

    private readonly Shell _shell = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("tuyaiot").FullName;

    private static int Kills => Environment.GetEnvironmentVariable("TUYA_IOT_SOAK_DEVICES") is null ? 6 : 20;

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_loses_no_device_and_calls_none_twice()
    {
        // Each process writes the keys of a hashtable in an order of its own, and a file has more than one path.
        PSObject simulator = Assert.Single(_shell.Run("$sim = Start-IotSimulator -Fault 'Slow delay=30ms'; $sim").Output);
        string devices = Path.Combine(_folder, "devices.txt");
        await File.WriteAllLinesAsync(devices, Enumerable.Range(1, Devices).Select(i => $"device{i.ToString(CultureInfo.InvariantCulture)}"));
        string journal = Path.Combine(_folder, "run.jsonl");
        string link = Path.Combine(_folder, "latest.jsonl");
        File.CreateSymbolicLink(link, journal);
        string endpoint = simulator.Get<string>("Endpoint")!;
        string[] scripts = [WriteScript("direct.ps1", endpoint, devices, journal), WriteScript("linked.ps1", endpoint, devices, link)];
        Random moments = new(20);

        for (int kill = 0; kill < Kills; kill++)
        {
            using Process process = Start(scripts[kill % 2]);
            int lines = moments.Next(0, 24);
            while (lines-- > 0 && await process.StandardOutput.ReadLineAsync() is not null)
            {
            }

            process.Kill();
            await process.WaitForExitAsync();
        }

        using Process last = Start(scripts[1]);
        string[] results = (await last.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await last.WaitForExitAsync();

        _shell["journal"] = journal;
        PSObject summary = Assert.Single(_shell.Run("Get-IotJournal $journal").Output);
        int[] counts = [.. _shell.Run("$sim.GetExecutionCounts()").Output.Select(static count => count.Get<int>("Count"))];
        _shell.Run("$sim | Stop-IotSimulator");

        Assert.True(summary.Get<int>("Runs") > 1, "No run lived long enough to be resumed.");
        Assert.All(counts, static count => Assert.Equal(1, count));
        Assert.Equal(Devices, summary.Get<int>("Accepted") + summary.Get<int>("Unknown"));
        Assert.InRange(counts.Length, summary.Get<int>("Accepted"), Devices);
        Assert.Equal(summary.Get<int>("Unknown"), results.Where(static line => line.StartsWith("Unknown", StringComparison.Ordinal)).Sum(Count));
        Assert.True(summary.Get<bool>("Completed"));
        TestContext.Current.TestOutputHelper!.WriteLine($"{summary.Get<int>("Runs")} runs: {summary}; 0 lost, 0 carried out twice.");
    }

    private static int Count(string line) => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);

    private static Process Start(string script)
    {
        Process process = PowerShellProcess.Start(script);
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private string WriteScript(string name, string endpoint, string devices, string journal)
    {
        string script = Path.Combine(_folder, name);
        File.WriteAllText(script, $$"""
            Import-Module '{{Repository.Manifest}}'
            Set-IotCredential -Connection @{ AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = '{{endpoint}}'; ProductKey = 'pk1'; RequestsPerSecond = 0 }
            Get-Content '{{devices}}' |
                Invoke-IotThingsService -Identifier Set -Args @{ alpha = 1; beta = 2; gamma = 3; delta = 4 } -JournalPath '{{journal}}' -ErrorAction SilentlyContinue |
                ForEach-Object { "$($_.Status) $($_.DeviceCount)" }
            """);
        return script;
    }
}
