using System.Collections.Generic;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Enables a device that was disabled.</summary>
/// <param name="ProductKey">The product of the device.</param>
/// <remarks>Of the modelled API, which allows 500 requests a second; Hedwig's pages do not list it.</remarks>
internal sealed record EnableThing(string ProductKey) : DeviceBatchCall(ProductKey)
{
    private static readonly ApiAction Definition = ApiAction.Command("EnableThing", requestsPerSecond: 500) with
    {
        WayAround = "Enable the device in the console of the service instance.",
    };

    public override ApiAction Action => Definition;

    public override bool IsForOneDevice => true;

    public override IReadOnlyList<RpcParameter> GetParameters() => [new("ProductKey", ProductKey)];
}
