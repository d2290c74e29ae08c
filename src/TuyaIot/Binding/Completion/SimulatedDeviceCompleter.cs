using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Simulator;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes the names of devices that running simulators know, the first of them: a fleet is no list to pick from.</summary>
internal sealed class SimulatedDeviceCompleter : Completer
{
    private const int Most = 50;

    protected override IEnumerable<Candidate> Find(string start)
    {
        int left = Most;
        return IotSimulator.Running
            .SelectMany(simulator => simulator.GetDevices((_, name) => left > 0 && name.StartsWith(start, StringComparison.OrdinalIgnoreCase) && left-- > 0))
            .Select(static device => new Candidate(device.DeviceName, $"{device.Status}, of {device.ProductKey}"));
    }

    protected override string Literal(string value) => WildcardPattern.Escape(value);
}
