using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.Protocol;

namespace TuyaIot.Simulator.Faults;

/// <summary>One fault in use: which requests it affects, and how many it has affected.</summary>
internal sealed class FaultRule(SimulatorFault fault, int seed)
{
    private readonly RateCounter? _counter =
        fault.PerSecond > 0 ? RateCounter.Create(fault.PerSecond, fault.Counting, fault.CountRefused) : null;

    private readonly FaultTrigger _trigger = new(fault, seed);
    private readonly HashSet<string> _devices = new(fault.DeviceName, StringComparer.Ordinal);
    private readonly Random _jitterRandom = new(~seed);

    internal SimulatorFault Fault => fault;

    /// <summary>How late the network delivers this request.</summary>
    internal TimeSpan DrawJitter(RequestParameters parameters) => fault.Jitter > TimeSpan.Zero && IsFor(parameters)
        ? TimeSpan.FromTicks((long)(_jitterRandom.NextDouble() * fault.Jitter.Ticks))
        : TimeSpan.Zero;

    /// <summary>Whether the fault affects this request, and how long a throttled client has to wait.</summary>
    internal bool Matches(RequestParameters parameters, DateTimeOffset now, out TimeSpan wait)
    {
        wait = fault.Delay;
        if (!IsFor(parameters))
        {
            return false;
        }

        bool matches = _trigger.Selects();
        if (!matches)
        {
            return false;
        }

        if (_counter is not null)
        {
            wait = _counter.Count(now);
            matches = wait > TimeSpan.Zero;
        }

        if (matches)
        {
            _trigger.Count();
        }

        return matches;
    }

    private bool IsFor(RequestParameters parameters) =>
        (fault.Action is null || fault.Action == parameters[ParameterName.Action])
        && (_devices.Count == 0
            || parameters.InOrder.Any(parameter => ParameterName.IsDeviceName(parameter.Key) && _devices.Contains(parameter.Value)));
}
