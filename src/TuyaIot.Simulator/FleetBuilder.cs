using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TuyaIot.Simulator.Scenarios;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator;

/// <summary>Builds the fleet that the options describe.</summary>
internal static class FleetBuilder
{
    internal static Fleet Build(SimulatorOptions options, DateTimeOffset now)
    {
        Fleet fleet = new(new DeliverySampler(options.EffectiveSeed), options.LogCapacity);
        foreach (ProductSetup setup in options.Scenario?.Products ?? [])
        {
            fleet.Add(Build(setup, now));
        }

        string[] devices = [.. options.Device, .. DeviceSetup.CreateNames(options.DeviceCount)];
        foreach (string productKey in options.ProductKey)
        {
            fleet.Add(Build(productKey, devices, now));
        }

        if (fleet.Products.Count == 0)
        {
            fleet.CreateProduct = productKey => Build(productKey, devices, now);
        }

        return fleet;
    }

    private static Product Build(string productKey, string[] devices, DateTimeOffset now)
    {
        Product product = new(productKey, isOpen: devices.Length == 0) { Created = now };
        foreach (string device in devices)
        {
            product.Add(device);
        }

        return product;
    }

    private static Product Build(ProductSetup setup, DateTimeOffset now)
    {
        Product product = new(setup.ProductKey, setup.IsOpen)
        {
            Created = now,
            Name = setup.Name ?? setup.ProductKey,
            ThingModel = setup.ThingModel,
            Delay = setup.Delay,
            FailRate = setup.FailRate,
            LossRate = setup.LossRate,
            UpgradeTime = setup.UpgradeTime ?? Product.DefaultUpgradeTime,
        };
        foreach (DeviceSetup device in setup.Devices)
        {
            int number = product.Add(device.DeviceName);
            if (device.HasState)
            {
                Apply(device, product.GetOrCreateState(number), now);
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
        state.Answer = setup.Answer;
        state.RrpcReply = setup.RrpcReply;
        state.Events =
        [
            .. setup.Events.Select(past => new DeviceEvent(past.Identifier, past.EventType, new PropertyValue(past.Value, now - past.Ago))),
        ];
        JsonProperty[] properties = setup.Properties is { } known ? [.. known.EnumerateObject()] : [];
        state.Reports =
        [
            .. setup.History.Select(past => new KeyValuePair<string, PropertyValue>(past.Identifier, new PropertyValue(past.Value, now - past.Ago))),
            .. properties.Select(property => new KeyValuePair<string, PropertyValue>(property.Name, new PropertyValue(property.Value, now))),
        ];
        foreach (KeyValuePair<string, PropertyValue> report in state.Reports.OrderBy(static report => report.Value.Time))
        {
            state.Set(report.Key, report.Value, now);
        }
    }
}
