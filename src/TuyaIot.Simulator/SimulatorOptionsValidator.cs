using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.Scenarios;

namespace TuyaIot.Simulator;

/// <summary>Refuses options that no simulator can start with. The error names the option.</summary>
internal static class SimulatorOptionsValidator
{
    internal static void Validate(SimulatorOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        Require(
            IPAddress.IsLoopback(options.Address),
            nameof(options.Address),
            $"{options.Address} can be reached from other machines; the simulator listens on loopback only");
        Require(options.Port is >= 0 and <= 65_535, nameof(options.Port), "is not between 0 and 65535");
        Require(options.AccessKeyId is { Length: > 0 }, nameof(options.AccessKeyId), "is empty");
        Require(options.AccessKeySecret is null or { Length: > 0 }, nameof(options.AccessKeySecret), "is empty");
        Require(options.DeviceCount >= 0, nameof(options.DeviceCount), "is negative");
        Require(options.LogCapacity >= 0, nameof(options.LogCapacity), "is negative");
        Require(options.RecordCapacity >= 0, nameof(options.RecordCapacity), "is negative");
        Require(options.PageTokenLifetime > TimeSpan.Zero, nameof(options.PageTokenLifetime), "is not positive");
        Require(options.NonceCapacity > 0, nameof(options.NonceCapacity), "is not positive");
        Require(options.MaxRequestLine > 0, nameof(options.MaxRequestLine), "is not positive");
        Require(options.TimestampWindow > TimeSpan.Zero, nameof(options.TimestampWindow), "is not positive");
        Require(options.RequestTimeout > TimeSpan.Zero, nameof(options.RequestTimeout), "is not positive");
        Require(options.MessagePort is >= 0 and <= 65_535, nameof(options.MessagePort), "is not between 0 and 65535");
        Require(options.MessageCapacity > 0, nameof(options.MessageCapacity), "is not positive");
        Require(options.MaxGroupClients > 0, nameof(options.MaxGroupClients), "is not positive");
        Require(options.MessageAckTimeout is null || options.MessageAckTimeout > TimeSpan.Zero, nameof(options.MessageAckTimeout), "is not positive");
        CheckGroups(options.EffectiveGroups);
        CheckProducts(options);
        CheckNames(options.Device);
    }

    private static void CheckGroups(IReadOnlyList<string> groups)
    {
        const string Option = nameof(SimulatorOptions.ConsumerGroupId);
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (string group in groups)
        {
            // A user name separates its parts by these.
            Require(group is { Length: > 0 } && group.IndexOfAny([',', '|']) < 0, Option, $"'{group}' is not a consumer group");
            Require(known.Add(group), Option, $"{group} occurs twice");
        }
    }

    private static void CheckProducts(SimulatorOptions options)
    {
        HashSet<string> productKeys = new(StringComparer.Ordinal);
        foreach (ProductSetup product in options.Scenario?.Products ?? [])
        {
            productKeys.Add(product.ProductKey);
            CheckNames(product.Devices.Select(static device => device.DeviceName));
        }

        Require(
            options.ProductKey.Length > 0 || productKeys.Count == 0 || options is { Device: [], DeviceCount: 0 },
            nameof(options.Device),
            "needs a product key of its own if the scenario has products");
        foreach (string productKey in options.ProductKey)
        {
            Require(productKey is { Length: > 0 }, nameof(options.ProductKey), "is empty");
            Require(productKeys.Add(productKey), nameof(options.ProductKey), $"{productKey} occurs twice");
        }
    }

    private static void CheckNames(IEnumerable<string> devices)
    {
        foreach (string device in devices)
        {
            Require(DeviceNames.CheckName(device) is null, nameof(SimulatorOptions.Device), $"'{device}' is not a valid device name");
        }
    }

    private static void Require(bool holds, string option, string problem)
    {
        if (!holds)
        {
            throw new SimulatorException($"{option} {problem}.", option);
        }
    }
}
