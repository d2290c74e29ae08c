using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.Checks;

namespace TuyaIot.Simulator.Faults;

/// <summary>One fault at work: whom it is for, and how often it has struck.</summary>
internal sealed class FaultRule(SimulatorFault fault, Random random)
{
    private readonly TokenBucket? _bucket = fault.PerSecond > 0 ? new TokenBucket(fault.PerSecond) : null;
    private readonly HashSet<int> _nth = [.. fault.Nth];
    private readonly HashSet<string> _devices = new(fault.DeviceName, StringComparer.Ordinal);
    private int _seen;
    private int _struck;

    internal SimulatorFault Fault => fault;

    /// <summary>Whether it would strike this request, and what a throttled client has to wait.</summary>
    internal bool Strikes(RequestParameters parameters, DateTimeOffset now, out TimeSpan wait)
    {
        wait = fault.Delay;
        if (!IsFor(parameters))
        {
            return false;
        }

        // Every request is counted and drawn for, also when it is spared, so that the same seed strikes the same requests.
        _seen++;
        bool strikes = (fault.Rate >= 1 || random.NextDouble() < fault.Rate)
            & (_nth.Count == 0 || _nth.Contains(_seen))
            & _seen % fault.Every == 0;
        if (!strikes || _struck >= fault.Times)
        {
            return false;
        }

        if (_bucket is not null)
        {
            wait = _bucket.TryTake(now);
            strikes = wait > TimeSpan.Zero;
        }

        _struck += strikes ? 1 : 0;
        return strikes;
    }

    private bool IsFor(RequestParameters parameters) =>
        (fault.Action is null || fault.Action == parameters[ParameterName.Action])
        && (_devices.Count == 0 || parameters.InOrder.Any(parameter => DeviceNames.IsDevice(parameter.Key) && _devices.Contains(parameter.Value)));
}
