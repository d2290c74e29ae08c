using System;
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
        Product product = new(productKey, isOpen: devices.Length == 0) { Created = now, RegistrationDelay = ProductSetup.DefaultRegistrationDelay };
        product.Add(devices);
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
            ActivationDelay = setup.ActivationDelay,
            RegistrationDelay = setup.RegistrationDelay,
        };
        product.Add([.. setup.Devices.Select(static device => device.DeviceName)]);
        foreach (DeviceSetup device in setup.Devices.Where(static device => device.HasState))
        {
            product.Set(device.DeviceName, CreateState(device, now));
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
            IsOfOtherAccount = setup.IsOfOtherAccount,
        };
        if (setup.Properties is JsonElement properties)
        {
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                state.Set(property.Name, new PropertyValue(property.Value, now));
            }
        }

        return state;
    }
}
