using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Processes;

/// <summary>Ctrl-C in the real shell, while the gateway holds a window full of requests.</summary>
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
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process on Windows cannot send Ctrl-C to another one's console.");
        Assert.SkipWhen(InterruptIsIgnored, "This process was started with SIGINT ignored, and its children inherit that.");
        PSObject simulator = Assert.Single(_shell.Run("$sim = Start-IotSimulator -Fault 'Hang nth=2,3,4,5 when=before'; $sim").Output);
        string script = Path.Combine(_folder, "run.ps1");
        string mark = Path.Combine(_folder, "cleaned");
        await File.WriteAllTextAsync(
            script,
            $$"""
            Import-Module '{{Repository.Manifest}}'
            Set-IotCredential -Connection @{ AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = '{{simulator.Get<string>("Endpoint")}}'; ProductKey = 'pk1'; RequestsPerSecond = 0 }
            try { 1..100000 | Invoke-IotThingsService -Identifier Set -ThrottleLimit {{ThrottleLimit.ToString(CultureInfo.InvariantCulture)}} }
            finally { Set-Content -Path '{{mark}}' -Value 'cleaned' }
            """,
            TestContext.Current.CancellationToken);
        using CancellationTokenSource limit = new(Patience.Limit);
        using Process process = PowerShellProcess.Start(script);
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        while (Requests() < Sent)
        {
            await Task.Delay(20, limit.Token);
        }

        using (Process interrupt = Process.Start("/bin/sh", ["-c", $"kill -INT {process.Id.ToString(CultureInfo.InvariantCulture)}"]))
        {
            await interrupt.WaitForExitAsync(limit.Token);
        }

        await process.WaitForExitAsync(limit.Token);

        Assert.True(File.Exists(mark), "The script's finally block did not run.");
        Assert.Equal(Sent, Requests());
    }

    // The set of ignored signals is a bit mask. SIGINT is the second signal.
    private static bool InterruptIsIgnored =>
        File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").First(static line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is string mask
        && (Convert.ToUInt64(mask["SigIgn:".Length..].Trim(), 16) & 0b10) != 0;

    private long Requests() => (long)Assert.Single(_shell.Run("$sim.RequestCount").Output).BaseObject;
}
