using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;

namespace TuyaIot.Benchmarks.Processes;

/// <summary>This program in another process.</summary>
internal sealed class Sibling : IDisposable
{
    private readonly Process _process;

    private Sibling(Core core, string argument) => _process =
        new ProcessStartInfo(Environment.ProcessPath!, argument) { RedirectStandardInput = true, RedirectStandardOutput = true }.Start(core);

    /// <summary>The server that all calls go to.</summary>
    public static Sibling Server() => new(Core.Last, "serve");

    /// <summary>What it prints.</summary>
    public static IEnumerable<string> Lines(Core core, string argument)
    {
        using Sibling sibling = new(core, argument);
        while (sibling.ReadLine() is string line)
        {
            yield return line;
        }
    }

    /// <summary>The next line that it writes; null where it has ended.</summary>
    public string? ReadLine() => _process.StandardOutput.ReadLine();

    /// <summary>How many connections the server has had.</summary>
    public int Connections()
    {
        _process.StandardInput.WriteLine();
        return int.Parse(ReadLine()!, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        // The end of its input ends it.
        _process.StandardInput.Dispose();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
