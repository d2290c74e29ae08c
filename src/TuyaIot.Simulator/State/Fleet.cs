using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.State;

/// <summary>The products, their devices, and what was accepted for them. Whoever calls holds the gateway's lock.</summary>
internal sealed class Fleet(CommandFate fate, int logCapacity)
{
    private readonly Dictionary<string, Product> _products = new(StringComparer.Ordinal);
    private readonly Queue<FleetCommand> _log = new();
    private long _commands;

    /// <summary>Makes a product that is asked for and does not exist yet; unset, there is no such product.</summary>
    internal Func<string, Product>? MakeProduct { get; set; }

    internal CommandFate Fate { get; } = fate;

    internal IReadOnlyCollection<Product> Products => _products.Values;

    internal IReadOnlyCollection<FleetCommand> Log => _log;

    internal void Add(Product product) => _products.Add(product.Key, product);

    internal Product? Find(string productKey)
    {
        if (!_products.TryGetValue(productKey, out Product? product) && MakeProduct is not null)
        {
            _products[productKey] = product = MakeProduct(productKey);
        }

        return product;
    }

    /// <summary>Takes a command for the devices of these names, which exist.</summary>
    internal FleetCommand CarryOut(Product product, string[] names, Func<long, int[], FleetCommand> make)
    {
        int[] devices = Array.ConvertAll(names, product.Enter);
        foreach (int device in devices)
        {
            product.CountExecution(device);
        }

        FleetCommand command = make(++_commands, devices);
        _log.Enqueue(command);
        if (_log.Count > logCapacity)
        {
            _log.Dequeue();
        }

        return command;
    }
}
