using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Tests.Interop;

/// <summary>The vendor's client for node, installed into a temporary folder while the tests run.</summary>
public sealed class PopCoreClient : IDisposable
{
    private const string Package = "@alicloud/pop-core@1.8.0";

    private const string InvokeScript = "pop-core.js";
    private const string WalkScript = "pop-core-walk.js";

    private readonly string _folder = Directory.CreateTempSubdirectory("pop-core-").FullName;
    private readonly Lazy<Task<string?>> _missing;

    public PopCoreClient() => _missing = new Lazy<Task<string?>>(InstallAsync);

    /// <summary>Why it cannot be used on this machine, or null if it can.</summary>
    internal Task<string?> Missing => _missing.Value;

    internal Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) =>
        ExecuteAsync("node", [Path.Combine(_folder, InvokeScript), .. arguments]);

    /// <summary>Calls every action.</summary>
    internal Task<(int ExitCode, string Output)> WalkAsync(string endpoint) => ExecuteAsync("node", [Path.Combine(_folder, WalkScript), endpoint]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string?> InstallAsync()
    {
        foreach (string script in (string[])[InvokeScript, WalkScript])
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Data", script), Path.Combine(_folder, script));
        }

        try
        {
            (int exitCode, _) = await ExecuteAsync(
                OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
                ["install", "--no-audit", "--no-fund", "--prefix", _folder, Package]);
            return exitCode == 0 ? null : $"npm cannot install {Package} here.";
        }
        catch (Win32Exception)
        {
            return "node and npm are not on this machine.";
        }
        catch (OperationCanceledException)
        {
            return $"npm did not install {Package} within two minutes.";
        }
    }

    private async Task<(int ExitCode, string Output)> ExecuteAsync(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
