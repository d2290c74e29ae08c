using System;
using System.Collections.Generic;
using TuyaIot.Simulator.Scenarios;

namespace TuyaIot.Simulator.State;

/// <summary>Makes the fleet that the options ask for.</summary>
internal static class FleetBuilder
{
    internal static Fleet Build(SimulatorOptions options, DateTimeOffset now)
    {
        Fleet fleet = new(new CommandFate(options.EffectiveSeed), options.LogCapacity);
        foreach (ProductSetup setup in options.Scenario?.Products ?? [])
        {
            fleet.Add(Build(setup, now));
        }

        string[] devices = [.. options.Device, .. DeviceSetup.Names(options.DeviceCount)];
        foreach (string productKey in options.ProductKey)
        {
            fleet.Add(Build(productKey, devices));
        }

        if (fleet.Products.Count == 0)
        {
            fleet.MakeProduct = productKey => Build(productKey, devices);
        }

        return fleet;
    }

    private static Product Build(string productKey, string[] devices)
    {
        Product product = new(productKey, isOpen: devices.Length == 0);
        foreach (string device in devices)
        {
            product.Enter(device);
        }

        return product;
    }

    private static Product Build(ProductSetup setup, DateTimeOffset now)
    {
        Product product = new(setup.ProductKey, setup.IsOpen)
        {
            Name = setup.Name ?? setup.ProductKey,
            ThingModel = setup.ThingModel,
            Delay = setup.Delay,
            FailRate = setup.FailRate,
            LossRate = setup.LossRate,
        };
        foreach (DeviceSetup device in setup.Devices)
        {
            int number = product.Enter(device.DeviceName);
            if (device.IsSpecial)
            {
                Apply(device, product.Touch(number), now);
            }
        }

        return product;
    }

    private static void Apply(DeviceSetup setup, DeviceState state, DateTimeOffset now)
    {
        state.Status = setup.Status;
        state.Nickname = setup.Nickname;
        state.Outcome = setup.Outcome;
        state.Delay = setup.Delay;
        foreach (KeyValuePair<string, object?> property in setup.Properties ?? [])
        {
            state.Set(property.Key, new PropertyValue(property.Value, now));
        }
    }
}
