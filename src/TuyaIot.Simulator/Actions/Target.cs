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
        if (parameters[ParameterName.IotId] is { Length: > 0 } iotId)
        {
            return FindDevice(fleet, iotId, out product, out device);
        }

        device = parameters[ParameterName.DeviceName] ?? "";
        return FindProduct(fleet, parameters, out product) ?? FindDevice(product, device);
    }

    internal static ActionReply? FindDevice(Product product, string device) => DeviceNames.CheckName(device) ?? CheckExists(product, device);

    internal static ActionReply? FindDevice(Fleet fleet, string iotId, out Product product, out string device)
    {
        product = null!;
        return !IotIds.TryParse(iotId, out string? productKey, out device)
            ? ActionReply.Failed("iot.device.InvalidIoTId", "The device of this IotId does not exist.")
            : FindProduct(fleet, productKey, out product) ?? FindDevice(product, device)
                ?? (IotIds.Create(product, device) == iotId ? null : NotExisted(device));
    }

    internal static ActionReply? FindDevices(
        Product product, RequestParameters parameters, out string[] devices, int maxCount = DeviceNames.MaxCount)
    {
        ActionReply? refusal = DeviceNames.Read(parameters, out devices, maxCount);
        for (int i = 0; refusal is null && i < devices.Length; i++)
        {
            refusal = CheckExists(product, devices[i]);
        }

        return refusal;
    }

    /// <summary>Whether the caller may see the device. A device that does not exist belongs to nobody.</summary>
    internal static ActionReply? CheckAccount(Product product, string device) => product.StateOf(device) is { IsOfOtherAccount: true }
        ? ActionReply.Failed("iot.common.AuthActionPermissionDeny", $"The device {device} belongs to another account.")
        : null;

    private static ActionReply? FindProduct(Fleet fleet, string? productKey, out Product product)
    {
        Product? found = string.IsNullOrWhiteSpace(productKey) ? null : fleet.Find(productKey!);
        product = found!;
        return found is not null ? null
            : productKey is null ? ActionReply.Missing(ParameterName.ProductKey)
            : string.IsNullOrWhiteSpace(productKey) ? ActionReply.Failed("iot.prod.NullProductKey", "The product key is empty.")
            : ActionReply.Failed("iot.prod.NotExistedProduct", "The product does not exist.");
    }

    private static ActionReply? CheckExists(Product product, string device) =>
        product.Exists(device) ? CheckAccount(product, device) : NotExisted(device);

    private static ActionReply NotExisted(string device) =>
        ActionReply.Failed("iot.device.NotExistedDevice", $"The device {device} does not exist.");
}
