using System.Collections.Generic;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using TuyaIot.Simulator;

namespace TuyaIot.Commands;

/// <summary>The simulators that a runspace has started: Remove-Module stops them, and no other runspace's.</summary>
internal sealed class StartedSimulators
{
    private static readonly ConditionalWeakTable<Runspace, StartedSimulators> OfRunspaces = new();

    private readonly List<IotSimulator> _simulators = [];

    internal static void Add(IotSimulator simulator)
    {
        List<IotSimulator> simulators = OfRunspaces.GetOrCreateValue(Runspace.DefaultRunspace)._simulators;
        simulators.RemoveAll(static started => !started.IsRunning);
        simulators.Add(simulator);
    }

    internal static void StopAll()
    {
        if (OfRunspaces.TryGetValue(Runspace.DefaultRunspace, out StartedSimulators? started))
        {
            started._simulators.ForEach(static simulator => simulator.Dispose());
            started._simulators.Clear();
        }
    }
}
