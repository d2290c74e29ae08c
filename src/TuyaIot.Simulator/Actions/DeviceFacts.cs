using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>What the queries say of one device.</summary>
internal static class DeviceFacts
{
    internal static JsonObject Of(Product product, string device) => new()
    {
        ["ProductKey"] = product.Key,
        ["DeviceName"] = device,
        ["IotId"] = IotIds.Of(product.Key, device),
        ["Nickname"] = product.StateOf(device)?.Nickname ?? "",
    };

    /// <summary>The platform's word for the status.</summary>
    internal static string StatusOf(Product product, string device) => product.StateOf(device)?.Status switch
    {
        SimulatorDeviceStatus.Offline => "OFFLINE",
        SimulatorDeviceStatus.Inactive => "UNACTIVE",
        SimulatorDeviceStatus.Disabled => "DISABLE",
        _ => "ONLINE",
    };
}
