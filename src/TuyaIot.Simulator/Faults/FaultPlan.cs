using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.Protocol;

namespace TuyaIot.Simulator.Faults;

/// <summary>All faults of a simulator. The caller holds the gateway's lock.</summary>
internal sealed class FaultPlan
{
    private readonly FaultRule[] _rules;
    private readonly SimulatorFault[] _stalls;

    internal FaultPlan(IReadOnlyList<SimulatorFault> faults, int seed)
    {
        // Each rule draws from a sequence of its own, so that one more rule does not change which requests the others affect.
        _rules =
        [
            .. faults
                .Where(static fault => fault.Kind is not (FaultKind.Clock or FaultKind.Stall) && !FaultHelp.IsOfMessages(fault.Kind))
                .Select((fault, index) => new FaultRule(fault, unchecked((seed * 397) + index))),
        ];
        _stalls = [.. faults.Where(static fault => fault.Kind == FaultKind.Stall && fault.Period > TimeSpan.Zero)];
        ClockOffset = faults.Where(static fault => fault.Kind == FaultKind.Clock).Aggregate(TimeSpan.Zero, static (sum, fault) => sum + fault.Offset);
        DelaysArrivals = _stalls.Length > 0 || faults.Any(static fault => fault.Jitter > TimeSpan.Zero);
    }

    internal TimeSpan ClockOffset { get; }

    /// <summary>Whether a request can arrive late at all.</summary>
    internal bool DelaysArrivals { get; }

    /// <summary>The time from sending to arrival: the jitter of the network, then the rest of a stall of the gateway.</summary>
    internal TimeSpan DrawArrivalDelay(RequestParameters parameters, DateTimeOffset now)
    {
        TimeSpan delay = TimeSpan.Zero;
        foreach (FaultRule rule in _rules)
        {
            delay += rule.DrawJitter(parameters);
        }

        foreach (SimulatorFault stall in _stalls)
        {
            TimeSpan phase = TimeSpan.FromTicks((now + delay).UtcTicks % stall.Period.Ticks);
            delay += phase < stall.Delay ? stall.Delay - phase : TimeSpan.Zero;
        }

        return delay;
    }

    /// <summary>The faults of this request: the first that matches, and the delay of every slow one.</summary>
    internal InjectedFault Next(RequestParameters parameters, DateTimeOffset now)
    {
        SimulatorFault? first = null;
        TimeSpan wait = TimeSpan.Zero;
        TimeSpan delay = TimeSpan.Zero;
        foreach (FaultRule rule in _rules)
        {
            if (!rule.Matches(parameters, now, out TimeSpan ownWait))
            {
                continue;
            }

            if (rule.Fault.Kind == FaultKind.Slow)
            {
                delay += rule.Fault.Delay;
            }
            else if (first is null)
            {
                (first, wait) = (rule.Fault, ownWait);
            }
        }

        return new InjectedFault(first, wait, delay);
    }
}
