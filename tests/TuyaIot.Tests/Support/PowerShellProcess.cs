using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace TuyaIot.Tests.Support;

/// <summary>The real shell in a process of its own, in which nothing of these tests is loaded.</summary>
internal static class PowerShellProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    /// <summary>The shell itself: the program pwsh of the package only starts it, so that a kill or a signal would not reach it.</summary>
    private static readonly string Program = Path.Combine(
        typeof(PowerShellProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "PowerShell").Value!,
        OperatingSystem.IsWindows() ? "win" : "unix",
        "pwsh.dll");

    /// <summary>Runs a script to its end. The lines of its output.</summary>
    internal static async Task<string[]> RunAsync(string script, params string[] arguments)
    {
        using Process process = Start(script, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await Task.WhenAll(output, error, process.WaitForExitAsync()).WaitAsync(Limit);
        return process.ExitCode == 0 && (await error).Length == 0
            ? (await output).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"{script} ended with {process.ExitCode}.\n{await output}\n{await error}");
    }

    /// <summary>Starts a script. The caller reads both of its streams.</summary>
    internal static Process Start(string script, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Program, "-NoProfile", "-NonInteractive", "-File", script, .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Isolate(start.Environment);
        return Process.Start(start)!;
    }

    /// <summary>
    /// What dotnet test says to its own children is not for a build that a script begins, and the servers that a build leaves
    /// running would hold the streams that are read to their end here.
    /// </summary>
    private static void Isolate(IDictionary<string, string?> environment)
    {
        foreach (string name in environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            environment.Remove(name);
        }

        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["UseSharedCompilation"] = "false";
        environment["NO_COLOR"] = "1";
        environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        environment["POWERSHELL_UPDATECHECK"] = "Off";
    }
}
