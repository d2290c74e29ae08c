using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.Checks;

namespace TuyaIot.Simulator.Faults;

/// <summary>All faults of a simulator. Whoever calls holds the gateway's lock.</summary>
internal sealed class FaultPlan
{
    private readonly FaultRule[] _rules;

    internal FaultPlan(IEnumerable<SimulatorFault> faults, int seed)
    {
        // Each rule draws from a sequence of its own: one more rule does not change what the others strike.
        _rules =
        [
            .. faults
                .Where(static fault => fault.Kind != FaultKind.Clock)
                .Select((fault, index) => new FaultRule(fault, new Random(unchecked((seed * 397) + index)))),
        ];
        ClockOffset = faults.Where(static fault => fault.Kind == FaultKind.Clock).Aggregate(TimeSpan.Zero, static (sum, fault) => sum + fault.Offset);
    }

    internal TimeSpan ClockOffset { get; }

    /// <summary>What strikes this request: the first fault that does, and the time of every slow one.</summary>
    internal FaultStrike Next(RequestParameters parameters, DateTimeOffset now)
    {
        SimulatorFault? first = null;
        TimeSpan wait = TimeSpan.Zero;
        TimeSpan delay = TimeSpan.Zero;
        foreach (FaultRule rule in _rules)
        {
            if (!rule.Strikes(parameters, now, out TimeSpan own))
            {
                continue;
            }

            if (rule.Fault.Kind == FaultKind.Slow)
            {
                delay += rule.Fault.Delay;
            }
            else if (first is null)
            {
                (first, wait) = (rule.Fault, own);
            }
        }

        return new FaultStrike(first, wait, delay);
    }
}
