using System.Text.Json.Nodes;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>The members that the queries return for one device.</summary>
internal static class DeviceFacts
{
    internal static JsonObject Create(Product product, string device) => new()
    {
        ["ProductKey"] = product.Key,
        ["DeviceName"] = device,
        ["IotId"] = IotIds.Create(product.Key, device),
        ["Nickname"] = product.StateOf(device)?.Nickname ?? "",
    };

    /// <summary>The status as the platform spells it.</summary>
    internal static string StatusOf(Product product, string device) => product.StateOf(device)?.Status switch
    {
        SimulatorDeviceStatus.Offline => "OFFLINE",
        SimulatorDeviceStatus.Inactive => "UNACTIVE",
        SimulatorDeviceStatus.Disabled => "DISABLE",
        _ => "ONLINE",
    };
}
