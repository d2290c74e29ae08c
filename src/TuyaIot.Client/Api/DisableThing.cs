using System.Collections.Generic;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Disables a device: it cannot connect until it is enabled again.</summary>
/// <param name="ProductKey">The product of the device.</param>
/// <remarks>Of the modelled API, which allows 500 requests a second; Hedwig's pages do not list it.</remarks>
internal sealed record DisableThing(string ProductKey) : DeviceBatchCall(ProductKey)
{
    private static readonly ApiAction Definition = ApiAction.Command("DisableThing", requestsPerSecond: 500) with
    {
        WayAround = "Disable the device in the console of the service instance.",
    };

    public override ApiAction Action => Definition;

    public override bool IsForOneDevice => true;

    public override IReadOnlyList<RpcParameter> GetParameters() => [new("ProductKey", ProductKey)];
}
