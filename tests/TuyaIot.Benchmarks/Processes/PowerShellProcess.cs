using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;

namespace TuyaIot.Benchmarks.Processes;

/// <summary>Runs a script of the folder Runs in the real shell, each time in a new process, and reads the numbers that it prints.</summary>
internal static class PowerShellProcess
{
    private static readonly string Root = FindRoot();

    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>The shell itself: the program pwsh of the package only starts it.</summary>
    private static readonly string Executable = Path.Combine(
        typeof(PowerShellProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "PowerShell").Value!,
        OperatingSystem.IsWindows() ? "win" : "unix",
        "pwsh.dll");

    /// <summary>The module.</summary>
    public static string Manifest => Path.Combine(Root, "TuyaIot.psd1");

    /// <summary>The module that does nothing.</summary>
    public static string EmptyManifest =>
        Path.Combine(Root, "tests", "TuyaIot.Benchmarks.Empty", "bin", Configuration, "netstandard2.0", "Empty.psd1");

    public static double[] Run(string script, params string[] arguments) => Run(Core.Any, script, arguments);

    public static double[] Run(Core core, string script, params string[] arguments)
    {
        ProcessStartInfo start = new(
            "dotnet",
            [Executable, "-NoProfile", "-NonInteractive", "-File", Path.Combine(AppContext.BaseDirectory, "Runs", script), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        using Process process = start.Start(core);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"{script} failed: {output}");
    }

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Module.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
