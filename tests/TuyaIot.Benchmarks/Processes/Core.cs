using System;
using System.Diagnostics;

namespace TuyaIot.Benchmarks.Processes;

/// <summary>Where a process runs, so that what is measured and what it speaks to do not share a core where there are two.</summary>
internal enum Core
{
    Any,
    First,
    Last,
}

/// <summary>Starts a process on a core.</summary>
internal static class CoreStart
{
    /// <summary>A child runs where its parent may run at the moment it is started.</summary>
    public static Process Start(this ProcessStartInfo start, Core core)
    {
        if (core is Core.Any || Environment.ProcessorCount < 2 || !(OperatingSystem.IsLinux() || OperatingSystem.IsWindows()))
        {
            return Process.Start(start)!;
        }

        using Process self = Process.GetCurrentProcess();
        nint everywhere = self.ProcessorAffinity;
        self.ProcessorAffinity = core is Core.First ? 1 : (nint)1 << (Environment.ProcessorCount - 1);
        try
        {
            return Process.Start(start)!;
        }
        finally
        {
            self.ProcessorAffinity = everywhere;
        }
    }
}
