using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Soak;

/// <summary>
/// A reader of messages in a process of its own is killed at twenty moments drawn at random, and another one goes on each time. Every
/// message is in what the readers wrote, and the gateway outlives them and is the judge. The suite in ../Pester kills three times.
/// </summary>
public sealed class ReaderKillTests : IDisposable
{
    private const int Kills = 20;
    private const int Messages = 20_000;
    private const int BatchSize = 100;

    private readonly Shell _shell = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("tuyaiot").FullName;

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_reader_that_is_killed_twenty_times_loses_no_message()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("TUYA_IOT_SOAK_DEVICES") is not null, "build.ps1 Soak runs it.");
        string scenario = Path.Combine(_folder, "scenario.json");
        await File.WriteAllTextAsync(scenario, """{ "consumerGroups": "g1", "ackTimeout": "1s", "products": [ { "productKey": "pk1" } ] }""");
        _shell["scenario"] = scenario;
        PSObject simulator = Assert.Single(_shell.Run("$sim = Start-IotSimulator -ScenarioPath $scenario; $sim").Output);
        _shell["names"] = Enumerable.Range(1, Messages).Select(static number => $"device{number.ToString(CultureInfo.InvariantCulture)}").ToArray();
        ShellResult sent = _shell.Run("""
            $sim | Set-IotCredential -RequestsPerSecond 0
            $names | Invoke-IotThingsService Set
            """);
        Assert.Equal(Messages / BatchSize, sent.Output.Count);
        string seen = Path.Combine(_folder, "seen.txt");
        string script = WriteScript(simulator, seen);
        Random moments = new(20);

        int progressed = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            long before = LengthOf(seen);
            using Process reader = PowerShellProcess.Start(script);
            Task<string> errors = reader.StandardError.ReadToEndAsync();
            Task<string> output = reader.StandardOutput.ReadToEndAsync();
            await UntilAsync(() => LengthOf(seen) > before || reader.HasExited);
            Assert.False(reader.HasExited, reader.HasExited ? await errors + await output : null);
            await Task.Delay(moments.Next(0, 150));
            reader.Kill();
            await reader.WaitForExitAsync();
            progressed += LengthOf(seen) > before ? 1 : 0;
        }

        string[] rest = [.. _shell.Run("Receive-IotMessage -TimeoutSec 3 | ForEach-Object MessageId").Output.Select(static id => $"{id}")];
        string[] killed = await File.ReadAllLinesAsync(seen);
        PSObject counts = Assert.Single(_shell.Run("$sim.MessageCounts").Output);
        _shell.Run("$sim | Stop-IotSimulator");

        HashSet<string> all = [.. killed.Where(static line => line.Length > 0), .. rest];
        Assert.Equal(Kills, progressed);
        Assert.NotEmpty(rest);
        Assert.Equal(Messages, all.Count);
        Assert.Equal(Messages, counts.Get<long>("Settled"));
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Kills} readers killed, which took {killed.Length} messages; the last took {rest.Length}: {Messages} different ones, {killed.Length + rest.Length - all.Count} came twice, 0 lost."));
    }

    private static long LengthOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!isTrue() && clock.Elapsed < Patience.Limit)
        {
            await Task.Delay(2);
        }
    }

    /// <summary>Takes a message down before it asks for the next one.</summary>
    private string WriteScript(PSObject simulator, string seen)
    {
        string script = Path.Combine(_folder, "reader.ps1");
        File.WriteAllText(script, $$"""
            Import-Module '{{Repository.Manifest}}'
            $credential = @{
                AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = '{{simulator.Get<string>("Endpoint")}}'
                MessageEndpoint = '{{simulator.Get<string>("MessageEndpoint")}}'; ConsumerGroupId = 'g1'
            }
            Receive-IotMessage -Credential $credential | ForEach-Object { [IO.File]::AppendAllText('{{seen}}', "$($_.MessageId)`n") }
            """);
        return script;
    }
}
