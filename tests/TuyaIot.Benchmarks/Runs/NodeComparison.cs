using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using TuyaIot.Benchmarks.Processes;

namespace TuyaIot.Benchmarks.Runs;

/// <summary>A run of 1,000,000 devices beside the vendor's own client for node, where node is on the machine.</summary>
internal static class NodeComparison
{
    private const int Devices = 1_000_000;
    private const string Package = "@alicloud/pop-core@1.8.0";

    public static IEnumerable<string> Run()
    {
        string what = $"a first run of {Devices:#,0} names from a file";
        string folder = Directory.CreateTempSubdirectory("pop-core-").FullName;
        try
        {
            if (!Install(folder))
            {
                yield return Row.Of(what, $"", $"{Package}: not run, node or the package is not on this machine", null, "");
                yield break;
            }

            using Sibling server = Sibling.Server();
            string endpoint = server.ReadLine()!;
            using NameFile names = new(Devices);
            double node = double.Parse(Execute("node", folder, "whole.js", endpoint, names.Path), CultureInfo.InvariantCulture);
            double single = EmbeddedShell.Run("once.ps1", "-Endpoint", endpoint, "-Path", names.Path)[0];
            double batched = EmbeddedShell.Run("once.ps1", "-Endpoint", endpoint, "-Path", names.Path, "-Batched")[0];
            yield return Row.Of($"{what}, Get-Content -ReadCount 100", $"{batched:0.0} s", $"{Package} {node:0.0} s", batched / node, "");
            yield return Row.Of($"{what}, ReadLines", $"{single:0.0} s", $"{Package} {node:0.0} s", single / node, "");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Install(string folder)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Runs", "whole.js"), Path.Combine(folder, "whole.js"));
        try
        {
            Execute(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", folder, "install", "--no-audit", "--no-fund", "--prefix", folder, Package);
            return true;
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }

    private static string Execute(string program, string folder, params string[] arguments)
    {
        using Process process = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true }.Start(Core.Any);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {arguments[0]} failed.");
    }
}
