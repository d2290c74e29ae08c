using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Simulator;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes the names of devices that running simulators know, the first of them: a fleet is no list to pick from.</summary>
internal sealed class SimulatedDeviceCompleter : Completer
{
    private const int MaxCount = 50;

    protected override IEnumerable<CompletionItem> Find(string start)
    {
        int left = MaxCount;
        return IotSimulator.Running
            .SelectMany(simulator => simulator.GetDevices((_, name) => left > 0 && name.StartsWith(start, StringComparison.OrdinalIgnoreCase) && left-- > 0))
            .Select(static device => new CompletionItem(device.DeviceName, $"{device.Status}, of {device.ProductKey}"));
    }

    protected override string Literal(string value) => WildcardPattern.Escape(value);
}
