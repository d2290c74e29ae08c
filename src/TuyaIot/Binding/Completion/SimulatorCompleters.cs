using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Simulator;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes the addresses that a simulator may listen on.</summary>
internal sealed class LoopbackCompleter : Completer
{
    protected override IEnumerable<CompletionItem> Find(string start) =>
    [
        new("127.0.0.1", "this machine, by IPv4; this is the default"),
        new("::1", "this machine, by IPv6"),
    ];
}

/// <summary>Completes the names of devices of running simulators, the first of them: nobody picks from a list of a whole fleet.</summary>
internal sealed class SimulatedDeviceCompleter : Completer
{
    private const int MaxCount = 50;

    protected override IEnumerable<CompletionItem> Find(string start)
    {
        int left = MaxCount;
        return IotSimulator.Running
            .SelectMany(simulator => simulator.GetDevices(
                (_, name) => left > 0 && name.StartsWith(start, StringComparison.OrdinalIgnoreCase) && left-- > 0))
            .Select(static device => new CompletionItem(device.DeviceName, $"{device.Status}, of {device.ProductKey}"));
    }

    protected override string Literal(string value) => WildcardPattern.Escape(value);
}

/// <summary>Completes the product keys of running simulators.</summary>
internal sealed class SimulatedProductCompleter : Completer
{
    protected override IEnumerable<CompletionItem> Find(string start) => IotSimulator.Running.SelectMany(Products);

    private static IEnumerable<CompletionItem> Products(IotSimulator simulator)
    {
        // One device of each product is enough to find its key.
        HashSet<string> products = [];
        _ = simulator.GetDevices((productKey, _) => !products.Contains(productKey) && products.Add(productKey));
        return products
            .Concat(simulator.ProductKey is string first ? [first] : [])
            .Select(productKey => new CompletionItem(productKey, $"of the simulator on {simulator.Endpoint}"));
    }
}
