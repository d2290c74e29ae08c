using System.Collections.Generic;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Deletes a device. Its name is free for another one.</summary>
/// <param name="ProductKey">The product of the device.</param>
/// <remarks>Of the modelled API; Hedwig's pages do not list it.</remarks>
internal sealed record DeleteDevice(string ProductKey) : DeviceBatchCall(ProductKey)
{
    private static readonly ApiAction Definition = ApiAction.Command("DeleteDevice") with
    {
        WayAround = "Delete the device in the console of the service instance.",
    };

    public override ApiAction Action => Definition;

    public override bool IsForOneDevice => true;

    public override IReadOnlyList<RpcParameter> GetParameters() => [new("ProductKey", ProductKey)];
}
