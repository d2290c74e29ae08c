using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;

namespace TuyaIot.Benchmarks.Processes;

/// <summary>This program in another process.</summary>
internal sealed class Sibling : IDisposable
{
    private readonly Process _process;

    private Sibling(Core core, params string[] arguments) => _process =
        new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true }.Start(core);

    /// <summary>The server that all calls go to.</summary>
    public static Sibling Server() => new(Core.Last, "serve");

    /// <summary>The server that lists devices.</summary>
    public static Sibling PageServer() => new(Core.Last, "serve-pages");

    /// <summary>The server that pushes messages.</summary>
    public static Sibling MessageServer() => new(Core.Last, "serve-messages");

    /// <summary>What it prints.</summary>
    public static IEnumerable<string> Lines(Core core, params string[] arguments)
    {
        using Sibling sibling = new(core, arguments);
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
