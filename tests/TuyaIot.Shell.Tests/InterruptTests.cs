using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace TuyaIot.Shell.Tests;

public sealed class InterruptTests
{
    [Theory]
    [InlineData("-File")]
    [InlineData("-Command")]
    [InlineData("-Command", "-")]
    public async Task Ctrl_C_stops_the_pipeline_lets_it_clean_up_and_ends_with_130(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process on Windows cannot send Ctrl-C to another one's console.");
        Assert.SkipWhen(InterruptIsIgnored, "This process was started with SIGINT ignored, and its children inherit that.");
        using TempFolder folder = new();
        string mark = Path.Combine(folder.Path, "cleaned");
        string code = "try { 'running'; while ($true) { [Threading.Thread]::Sleep(10) } } " +
            $"finally {{ [IO.File]::WriteAllText('{mark}', '') }}";
        string[] source = arguments switch
        {
            ["-File"] => [folder.Write("script.ps1", code)],
            ["-Command"] => [code],
            _ => [],
        };

        using ShellProcess shell = ShellProcess.Start(Places.Shell, folder.Path, [.. arguments, .. source]);
        await shell.Input.WriteLineAsync(source is [] ? code + "\n'never'" : string.Empty);
        await shell.Input.FlushAsync();
        Assert.Equal("running", await shell.Output.ReadLineAsync());
        Interrupt(shell.Id);
        ShellResult result = await shell.EndAsync();

        Assert.Equal(130, result.ExitCode);
        Assert.True(File.Exists(mark));
        Assert.Empty(result.Output);
        Assert.Empty(result.Error);
    }

    // The set of ignored signals is a bit mask; SIGINT is the second signal.
    private static bool InterruptIsIgnored =>
        File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is string mask
        && (Convert.ToUInt64(mask["SigIgn:".Length..].Trim(), 16) & 0b10) != 0;

    private static void Interrupt(int process)
    {
        using Process kill = Process.Start("/bin/sh", ["-c", $"kill -INT {process}"]);
        kill.WaitForExit();
    }
}
