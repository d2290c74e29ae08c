using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Processes;

/// <summary>Ctrl-C in the real shell, while the gateway holds a window full of requests, and while messages are read and waited for.</summary>
public sealed class InterruptTests : IDisposable
{
    private const int ThrottleLimit = 4;

    /// <summary>The first, which goes alone, and a window full.</summary>
    private const int Sent = 1 + ThrottleLimit;

    private readonly Shell _shell = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("tuyaiot").FullName;

    public void Dispose()
    {
        _shell.Run("$sim | Stop-IotSimulator");
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_run_at_once_and_nothing_is_sent_after()
    {
        SkipWhereItCannotBeSent();
        Assert.Single(_shell.Run("$sim = Start-IotSimulator -Fault 'Hang nth=2,3,4,5 when=before'; $sim").Output);

        await InterruptAsync(
            $"1..100000 | Invoke-IotThingsService -Identifier Set -ThrottleLimit {ThrottleLimit.ToString(CultureInfo.InvariantCulture)}",
            () => Requests() >= Sent);

        Assert.Equal(Sent, Requests());
    }

    [Fact]
    public async Task Ctrl_C_ends_the_reading_of_messages_and_gives_back_what_is_in_hand()
    {
        SkipWhereItCannotBeSent();
        StartFleet("""{ "consumerGroups": "g1", "products": [ { "productKey": "pk1" } ] }""");
        _shell.Run("1..50 | Invoke-IotThingsService -Identifier Set");

        await InterruptAsync("Receive-IotMessage | ForEach-Object { Start-Sleep -Seconds 60 }", () => Count("$sim.MessageCounts.Pushed") > 1);

        // The gateway would wait 30 s for a message that was not given back, and another reader be refused while the lock is held.
        Assert.Equal(50, Count("@(Receive-IotMessage -TimeoutSec 1).Count"));
    }

    [Fact]
    public async Task Ctrl_C_ends_a_wait_and_another_wait_goes_on_from_its_journal()
    {
        SkipWhereItCannotBeSent();
        StartFleet("""{ "consumerGroups": "g1", "products": [ { "productKey": "pk1", "devices": [ "d1", "d2", { "deviceName": "d3", "replies": "never" } ] } ] }""");
        string journal = Path.Combine(_folder, "run.jsonl");
        _shell["journal"] = journal;

        await InterruptAsync(
            $"'d1', 'd2', 'd3' | Invoke-IotThingsService -Identifier Set -JournalPath '{journal}' | Wait-IotCommand -TimeoutSec 120",
            () => File.Exists(journal) && Count("(Get-IotJournal $journal).Executed") == 2);

        // Each reply was settled, or it was given back and waits for the next reader.
        Assert.Equal(0, Count("$sim.MessageCounts.Pushed - $sim.MessageCounts.Settled - $sim.MessageCounts.Waiting"));
        ShellResult again = _shell.Run("Get-IotJournal $journal | Wait-IotCommand -TimeoutSec 1 -ErrorAction SilentlyContinue");
        Assert.Equal("d3", Assert.Single(again.Output).Get<string>("DeviceName"));
    }

    private static void SkipWhereItCannotBeSent()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process on Windows cannot send Ctrl-C to another one's console.");
        Assert.SkipWhen(InterruptIsIgnored, "This process was started with SIGINT ignored, and its children inherit that.");
    }

    private void StartFleet(string scenario)
    {
        _shell["scenario"] = Path.Combine(_folder, "scenario.json");
        File.WriteAllText(Path.Combine(_folder, "scenario.json"), scenario);
        Assert.Empty(_shell.Run("$sim = Start-IotSimulator -ScenarioPath $scenario; $sim | Set-IotCredential -RequestsPerSecond 0").Errors);
    }

    /// <summary>Runs a pipeline in the real shell, presses Ctrl-C once it is where it shall be, and returns when the shell has ended.</summary>
    private async Task InterruptAsync(string pipeline, Func<bool> isThere)
    {
        string script = Path.Combine(_folder, "run.ps1");
        string mark = Path.Combine(_folder, "cleaned");
        await File.WriteAllTextAsync(
            script,
            $$"""
            Import-Module '{{Repository.Manifest}}'
            Set-IotCredential -Connection @{
                AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = '{{Text("$sim.Endpoint")}}'; ProductKey = 'pk1'; RequestsPerSecond = 0
                MessageEndpoint = '{{Text("$sim.MessageEndpoint")}}'; ConsumerGroupId = '{{Text("$sim.ConsumerGroupId")}}'
            }
            try { {{pipeline}} }
            finally { Set-Content -Path '{{mark}}' -Value 'cleaned' }
            """,
            TestContext.Current.CancellationToken);
        using CancellationTokenSource limit = new(Patience.Limit);
        using Process process = PowerShellProcess.Start(script);
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!isThere())
        {
            await Task.Delay(20, limit.Token);
        }

        Stopwatch clock = Stopwatch.StartNew();
        using (Process interrupt = Process.Start("/bin/sh", ["-c", $"kill -INT {process.Id.ToString(CultureInfo.InvariantCulture)}"]))
        {
            await interrupt.WaitForExitAsync(limit.Token);
        }

        await process.WaitForExitAsync(limit.Token);

        // What it waited for would take 30 s at least.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
        Assert.True(File.Exists(mark), "The script's finally block did not run.");
    }

    // The set of ignored signals is a bit mask. SIGINT is the second signal.
    private static bool InterruptIsIgnored =>
        File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").First(static line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is string mask
        && (Convert.ToUInt64(mask["SigIgn:".Length..].Trim(), 16) & 0b10) != 0;

    private long Requests() => Count("$sim.RequestCount");

    private long Count(string expression) => long.Parse(Text(expression), CultureInfo.InvariantCulture);

    private string Text(string expression) => Assert.Single(_shell.Run($"\"$({expression})\"").Output).ToString();
}
