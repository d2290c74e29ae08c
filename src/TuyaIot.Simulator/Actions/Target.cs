using TuyaIot.Simulator.Checks;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Whom a call is for: a product, one device or a list of devices. A null answer means that all of them exist.</summary>
internal static class Target
{
    internal static Answer? Product(Fleet fleet, RequestParameters parameters, out Product product) =>
        Product(fleet, parameters[ParameterName.ProductKey], out product);

    internal static Answer? Product(Fleet fleet, string? productKey, out Product product)
    {
        Product? found = string.IsNullOrWhiteSpace(productKey) ? null : fleet.Find(productKey!);
        product = found!;
        return found is not null ? null
            : productKey is null ? Answer.Missing(ParameterName.ProductKey)
            : string.IsNullOrWhiteSpace(productKey) ? Answer.Failed("iot.prod.NullProductKey", "The product key is empty.")
            : Answer.Failed("iot.prod.NotExistedProduct", "The product does not exist.");
    }

    /// <summary>The device of IotId, or else of ProductKey and DeviceName.</summary>
    internal static Answer? Device(Fleet fleet, RequestParameters parameters, out Product product, out string device)
    {
        string? productKey = parameters[ParameterName.ProductKey];
        device = parameters[ParameterName.DeviceName] ?? "";
        if (parameters[ParameterName.IotId] is { Length: > 0 } iotId && !IotIds.TryRead(iotId, out productKey, out device))
        {
            product = null!;
            return Answer.Failed("iot.device.InvalidIoTId", "The device of this IotId does not exist.");
        }

        return Product(fleet, productKey, out product) ?? DeviceNames.CheckName(device) ?? Exists(product, device);
    }

    internal static Answer? Devices(Product product, RequestParameters parameters, out string[] devices)
    {
        Answer? wrong = DeviceNames.Read(parameters, out devices);
        for (int i = 0; wrong is null && i < devices.Length; i++)
        {
            wrong = Exists(product, devices[i]);
        }

        return wrong;
    }

    private static Answer? Exists(Product product, string device) => product.Exists(device)
        ? null
        : Answer.Failed("iot.device.NotExistedDevice", $"The device {device} does not exist.");
}
