using System;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace TuyaIot.Progress;

/// <summary>What the runs of a runspace are timed by: the system's clock, unless the runspace was given another.</summary>
internal static class RunClock
{
    private static readonly ConditionalWeakTable<Runspace, TimeProvider> Clocks = new();

    public static TimeProvider Current =>
        Clocks.TryGetValue(Runspace.DefaultRunspace, out TimeProvider? clock) ? clock : TimeProvider.System;

    public static void Set(Runspace runspace, TimeProvider clock)
    {
        Clocks.Remove(runspace);
        Clocks.Add(runspace, clock);
    }
}
