using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>The members that the queries return for one device.</summary>
internal static class DeviceFacts
{
    /// <summary>The members of every description of a device.</summary>
    internal static JsonObject Create(Product product, string device)
    {
        string iotId = IotIds.Create(product, device);
        return new JsonObject
        {
            ["ProductKey"] = product.Key,
            ["DeviceName"] = device,
            ["DeviceSecret"] = "simulated-secret-of-" + iotId,
            ["IotId"] = iotId,
            ["Nickname"] = product.StateOf(device)?.Nickname ?? "",
        };
    }

    /// <summary>The status as the platform spells it.</summary>
    internal static string StatusOf(Product product, string device) => product.StateOf(device)?.Status switch
    {
        SimulatorDeviceStatus.Offline => "OFFLINE",
        SimulatorDeviceStatus.Inactive => "UNACTIVE",
        SimulatorDeviceStatus.Disabled => "DISABLE",
        _ => "ONLINE",
    };

    internal static DateTimeOffset CreatedOf(Product product, string device) => product.StateOf(device)?.Origin?.Moment.Time ?? product.Created;

    internal static DateTimeOffset ModifiedOf(Product product, string device) =>
        product.StateOf(device)?.Modified ?? CreatedOf(product, device);

    /// <summary>The time of the last change of the status.</summary>
    internal static DateTimeOffset ChangedOf(Product product, string device) =>
        product.StateOf(device)?.Statuses.Changed ?? CreatedOf(product, device);

    /// <summary>The time of the first connection, or null if there was none.</summary>
    internal static DateTimeOffset? ActivatedOf(Product product, string device) =>
        WasActiveFromTheStart(product, device) ? product.Created : Times(product, device).FirstOrDefault();

    /// <summary>The time of the last connection, or null if there was none.</summary>
    internal static DateTimeOffset? OnlineOf(Product product, string device) =>
        Times(product, device).LastOrDefault() ?? ActivatedOf(product, device);

    /// <summary>The address of the device's last connection.</summary>
    internal static string AddressOf(Product product, string device) => ActivatedOf(product, device) is null ? "" : "192.0.2.1";

    private static IEnumerable<DateTimeOffset?> Times(Product product, string device) =>
        product.StateOf(device)?.Statuses.TimesOnline.Select(static time => (DateTimeOffset?)time) ?? [];

    /// <summary>Whether the first status of the device says that it has been connected. A registered device begins as one that never was.</summary>
    private static bool WasActiveFromTheStart(Product product, string device) =>
        product.StateOf(device)?.Statuses.At(command: 0) != SimulatorDeviceStatus.Inactive;
}
