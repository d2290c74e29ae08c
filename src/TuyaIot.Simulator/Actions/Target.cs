using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Finds the target of a call: a product, one device or several. The result is the refusal, or null if all of them exist.</summary>
internal static class Target
{
    internal static ActionReply? FindProduct(Fleet fleet, RequestParameters parameters, out Product product) =>
        FindProduct(fleet, parameters[ParameterName.ProductKey], out product);

    /// <summary>The device of IotId, or else of ProductKey and DeviceName.</summary>
    internal static ActionReply? FindDevice(Fleet fleet, RequestParameters parameters, out Product product, out string device)
    {
        string? productKey = parameters[ParameterName.ProductKey];
        device = parameters[ParameterName.DeviceName] ?? "";
        if (parameters[ParameterName.IotId] is { Length: > 0 } iotId && !IotIds.TryParse(iotId, out productKey, out device))
        {
            product = null!;
            return ActionReply.Failed("iot.device.InvalidIoTId", "The device of this IotId does not exist.");
        }

        return FindProduct(fleet, productKey, out product) ?? FindDevice(product, device);
    }

    internal static ActionReply? FindDevice(Product product, string device) => DeviceNames.CheckName(device) ?? CheckExists(product, device);

    internal static ActionReply? FindDevices(Product product, RequestParameters parameters, out string[] devices)
    {
        ActionReply? refusal = DeviceNames.Read(parameters, out devices);
        for (int i = 0; refusal is null && i < devices.Length; i++)
        {
            refusal = CheckExists(product, devices[i]);
        }

        return refusal;
    }

    private static ActionReply? FindProduct(Fleet fleet, string? productKey, out Product product)
    {
        Product? found = string.IsNullOrWhiteSpace(productKey) ? null : fleet.Find(productKey!);
        product = found!;
        return found is not null ? null
            : productKey is null ? ActionReply.Missing(ParameterName.ProductKey)
            : string.IsNullOrWhiteSpace(productKey) ? ActionReply.Failed("iot.prod.NullProductKey", "The product key is empty.")
            : ActionReply.Failed("iot.prod.NotExistedProduct", "The product does not exist.");
    }

    private static ActionReply? CheckExists(Product product, string device) => product.Exists(device)
        ? null
        : ActionReply.Failed("iot.device.NotExistedDevice", $"The device {device} does not exist.");
}
