using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.State;

/// <summary>The products, their devices and the accepted commands. The caller holds the gateway's lock.</summary>
internal sealed class Fleet
{
    /// <summary>Maximum length of the texts in the log together, because one message may be 350,000 characters long.</summary>
    private const long MaxLogLength = 32 * 1_024 * 1_024;

    private readonly int _logCapacity;
    private readonly Dictionary<string, Product> _products = new(StringComparer.Ordinal);
    private readonly Queue<FleetCommand> _log = new();
    private long _commands;
    private long _logLength;

    internal Fleet(int seed, int logCapacity)
    {
        _logCapacity = logCapacity;
        Deliveries = new DeliverySampler(seed);
        Ota = new OtaStore((job, task) => Observer?.OnUpgrade(job, task));
        Agenda = new Agenda(() => _commands);
        Registry = new DeviceRegistry(seed, Agenda, (product, device, change, time) => Observer?.OnChange(product, device, change, time));
    }

    /// <summary>Creates a product that does not exist yet. If it is not set, only the products that were added exist.</summary>
    internal Func<string, Product>? CreateProduct { get; set; }

    /// <summary>Hears what happens, if anybody does.</summary>
    internal IFleetObserver? Observer { get; set; }

    internal DeliverySampler Deliveries { get; }

    internal Agenda Agenda { get; }

    internal DeviceRegistry Registry { get; }

    internal OtaStore Ota { get; }

    internal IReadOnlyCollection<Product> Products => _products.Values;

    internal IReadOnlyCollection<FleetCommand> Log => _log;

    internal void Add(Product product) => _products.Add(product.Key, product);

    internal Product? Find(string productKey)
    {
        if (!_products.TryGetValue(productKey, out Product? product) && CreateProduct is not null)
        {
            _products[productKey] = product = CreateProduct(productKey);
        }

        return product;
    }

    /// <summary>Looks at an upgrade at its beginning, in the middle and at its end, so that its progress is heard without a query.</summary>
    internal void FollowUpgrade(DateTimeOffset start, TimeSpan length)
    {
        foreach (double share in Observer is null ? Array.Empty<double>() : [0.1, 0.5, 1])
        {
            DateTimeOffset time = start + TimeSpan.FromTicks((long)(length.Ticks * share));
            Agenda.Schedule(time, _ => Ota.JobsAt(time));
        }
    }

    /// <summary>Carries out a command for devices that exist.</summary>
    internal FleetCommand CarryOut(Product product, string[] names, Func<long, int[], FleetCommand> create)
    {
        int[] devices = Array.ConvertAll(names, product.Add);
        foreach (int device in devices)
        {
            product.CountExecution(device);
        }

        FleetCommand command = create(++_commands, devices);
        _log.Enqueue(command);
        _logLength += command.Content.Length;
        while (_log.Count > _logCapacity || _logLength > MaxLogLength)
        {
            _logLength -= _log.Dequeue().Content.Length;
        }

        Observer?.OnCommand(command);
        return command;
    }
}
