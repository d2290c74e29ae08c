using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.Faults;

/// <summary>Selects what a fault affects, by its count among those that it is for.</summary>
internal sealed class FaultTrigger(SimulatorFault fault, int seed)
{
    private readonly HashSet<int> _nth = [.. fault.Nth];
    private readonly Random _random = new(seed);
    private int _seen;
    private int _affected;

    /// <summary>Counts one more. The result is whether the fault may affect it.</summary>
    internal bool Selects()
    {
        // Every one is counted and drawn for, also one that is not affected, so that the same seed selects the same ones.
        _seen++;
        bool isSelected = (fault.Rate >= 1 || _random.NextDouble() < fault.Rate)
            & (_nth.Count == 0 || _nth.Contains(_seen))
            & _seen % fault.Every == 0;
        return isSelected && _affected < fault.Times;
    }

    /// <summary>Says that the last one was affected.</summary>
    internal void Count() => _affected++;
}
