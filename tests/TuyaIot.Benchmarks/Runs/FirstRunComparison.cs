using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using TuyaIot.Benchmarks.Processes;
using TuyaIot.Benchmarks.Support;

namespace TuyaIot.Benchmarks.Runs;

/// <summary>
/// The first run of a process, as a scheduled script has it, with all that .NET compiles in it: beside the first run of a cmdlet
/// that does nothing, and beside the vendor's own client for node, where node is on the machine.
/// </summary>
internal static class FirstRunComparison
{
    private const int Devices = 1_000_000;
    private const int Rounds = 3;
    private const string Package = "@alicloud/pop-core@1.8.0";

    public static IEnumerable<string> Run()
    {
        using Sibling server = Sibling.Server();
        string endpoint = server.ReadLine()!;
        using NameFile names = new(Devices);
        double? node = NodeSeconds(endpoint, names);
        foreach ((string how, string[] batched) in new[] { ("Get-Content -ReadCount 100", ["-Batched"]), ("ReadLines", Array.Empty<string>()) })
        {
            string what = $"a first run of {Devices:#,0} names, {how}";
            double ours = Seconds(["-Module", PowerShellProcess.Manifest, "-Endpoint", endpoint, "-Path", names.Path, .. batched]);
            double empty = Seconds(["-Module", PowerShellProcess.EmptyManifest, "-Path", names.Path, .. batched]);
            yield return Row.Of(what, $"{ours:0.0} s", $"empty cmdlet {empty:0.0} s", ours / empty, "");
            yield return node is double other
                ? Row.Of(what, $"{ours:0.0} s", $"{Package} {other:0.0} s", ours / other, "")
                : Row.Of(what, $"{ours:0.0} s", $"{Package}: not run, node or the package is not on this machine", null, "");
        }
    }

    private static double Seconds(string[] arguments)
    {
        List<double> seconds = [];
        for (int round = 0; round < Rounds; round++)
        {
            seconds.Add(PowerShellProcess.Run("once.ps1", arguments)[0]);
        }

        return Row.Median(seconds);
    }

    private static double? NodeSeconds(string endpoint, NameFile names)
    {
        string folder = Directory.CreateTempSubdirectory("pop-core-").FullName;
        try
        {
            return Install(folder)
                ? double.Parse(Execute("node", folder, "whole.js", endpoint, names.Path), CultureInfo.InvariantCulture)
                : null;
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
