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
        Fleet fleet = new(options.EffectiveSeed, options.LogCapacity);
        foreach (ProductSetup setup in options.Scenario?.Products ?? [])
        {
            fleet.Add(Build(setup, fleet, now));
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
        Product product = new(productKey, isOpen: devices.Length == 0) { Created = now, RegistrationDelay = ProductSetup.DefaultRegistrationDelay };
        product.Add(devices);
        return product;
    }

    private static Product Build(ProductSetup setup, Fleet fleet, DateTimeOffset now)
    {
        Product product = new(setup.ProductKey, setup.IsOpen)
        {
            Created = now,
            Name = setup.Name ?? setup.ProductKey,
            ThingModel = setup.ThingModel,
            Delay = setup.Delay,
            FailRate = setup.FailRate,
            LossRate = setup.LossRate,
            SilentRate = setup.SilentRate,
            LateRate = setup.LateRate,
            LateDelay = setup.LateDelay,
            Answers = setup.Answers ?? AnswerRules.None,
            ActivationDelay = setup.ActivationDelay,
            RegistrationDelay = setup.RegistrationDelay,
            UpgradeTime = setup.UpgradeTime ?? Product.DefaultUpgradeTime,
        };
        product.Add([.. setup.Devices.Select(static device => device.DeviceName), .. DeviceSetup.CreateNames(setup.DeviceCount)]);
        foreach (DeviceSetup device in setup.Devices.Where(static device => device.HasState))
        {
            DeviceState state = CreateState(device, now);
            product.Set(device.DeviceName, state);
            if (device.OnlineAfter is { } onlineAfter)
            {
                fleet.Registry.ConnectLater(product, device.DeviceName, state, now + onlineAfter);
            }
        }

        for (int device = 0; setup.OfflineRate > 0 && device < product.DeviceCount; device++)
        {
            if (product.StateOf(device) is null && fleet.Deliveries.IsOffline(device, setup.OfflineRate))
            {
                product.Set(product.NameOf(device), new DeviceState(SimulatorDeviceStatus.Offline));
            }
        }

        return product;
    }

    private static DeviceState CreateState(DeviceSetup setup, DateTimeOffset now)
    {
        DeviceState state = new(setup.Status)
        {
            Nickname = setup.Nickname,
            Outcome = setup.Outcome,
            Delay = setup.Delay,
            Answers = setup.Answers,
            IsOfOtherAccount = setup.IsOfOtherAccount,
            Reply = setup.Reply,
            RrpcReply = setup.RrpcReply,
            Events =
            [
                .. setup.Events.Select(past => new DeviceEvent(past.Identifier, past.EventType, new PropertyValue(past.Value, now - past.Ago))),
            ],
        };
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

        return state;
    }
}
