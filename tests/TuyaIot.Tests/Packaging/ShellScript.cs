using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Tests.Hosting;

namespace TuyaIot.Tests.Packaging;

/// <summary>A script in a process of its own, in which nothing of these tests is loaded.</summary>
internal static class ShellScript
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    internal static async Task<string[]> RunAsync(string script, params string[] arguments)
    {
        string shell = Path.Combine(Repository.Root, "src", "TuyaIot.Shell", "bin", Repository.Configuration, "net10.0", "TuyaIot.Shell.dll");
        ProcessStartInfo start = new("dotnet", [shell, "-File", script, .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Isolate(start.Environment);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await Task.WhenAll(output, error, process.WaitForExitAsync()).WaitAsync(Limit);
        return process.ExitCode == 0
            ? (await output).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"{script} ended with {process.ExitCode}.\n{await output}\n{await error}");
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
    }
}
