using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes the products that running simulators know.</summary>
internal sealed class SimulatedProductCompleter : Completer
{
    protected override IEnumerable<CompletionItem> Find(string start) => IotSimulator.Running.SelectMany(Products);

    private static IEnumerable<CompletionItem> Products(IotSimulator simulator)
    {
        // One device of each product is enough to know it by.
        HashSet<string> products = [];
        _ = simulator.GetDevices((productKey, _) => !products.Contains(productKey) && products.Add(productKey));
        return products
            .Concat(simulator.ProductKey is string first ? [first] : [])
            .Select(productKey => new CompletionItem(productKey, $"of the simulator on {simulator.Endpoint}"));
    }
}
