using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Tests.Node;

/// <summary>A package for node, installed into a temporary folder while the tests run, and the scripts that need it.</summary>
internal sealed class NodePackage : IDisposable
{
    /// <summary>The client of RPC APIs of the vendor whose API the platform models.</summary>
    public const string PopCore = "@alicloud/pop-core@1.8.0";

    /// <summary>The AMQP 1.0 library of the platform's own sample for node.</summary>
    public const string Rhea = "rhea@3.0.5";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _package;
    private readonly string[] _scripts;
    private readonly string _folder = Directory.CreateTempSubdirectory("tuyaiot-node-").FullName;
    private readonly Lazy<Task<string?>> _missing;

    /// <param name="package">One of the constants.</param>
    /// <param name="scripts">Files of the tests' folder Data.</param>
    public NodePackage(string package, params string[] scripts)
    {
        _package = package;
        _scripts = scripts;
        _missing = new Lazy<Task<string?>>(InstallAsync);
    }

    /// <summary>Why it cannot be used on this machine, or null if it can.</summary>
    public Task<string?> Missing => _missing.Value;

    /// <summary>Runs a script to its end.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(string script, params string[] arguments) =>
        ExecuteAsync("node", [Path.Combine(_folder, script), .. arguments]);

    /// <summary>Starts a script that is spoken to.</summary>
    public NodeProcess Start(string script, params string[] arguments) => new(Process.Start(new ProcessStartInfo(
        "node", [Path.Combine(_folder, script), .. arguments])
    {
        WorkingDirectory = _folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string?> InstallAsync()
    {
        foreach (string script in _scripts)
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Data", script), Path.Combine(_folder, script));
        }

        try
        {
            (int exitCode, _) = await ExecuteAsync(
                OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
                ["install", "--no-audit", "--no-fund", "--prefix", _folder, _package]);
            return exitCode == 0 ? null : $"npm cannot install {_package} here.";
        }
        catch (Win32Exception)
        {
            return "node and npm are not on this machine.";
        }
        catch (OperationCanceledException)
        {
            return $"npm did not install {_package} within two minutes.";
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
        using CancellationTokenSource limit = new(Limit);
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
