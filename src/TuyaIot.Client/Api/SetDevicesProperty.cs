using System.Collections.Generic;
using TuyaIot.Delivery;
using TuyaIot.Signing;
using TuyaIot.ThingModels;

namespace TuyaIot.Api;

/// <summary>
/// Sets properties of up to 100 devices of a product, asynchronously. A reply says that the gateway accepted the command, not that a
/// device executed it.
/// </summary>
/// <param name="ProductKey">The product of the devices.</param>
/// <param name="Items">The properties and their values: one flat object.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id set-devices-property. Quota of the modelled API: 10 requests a second.</remarks>
internal sealed record SetDevicesProperty(string ProductKey, JsonObjectText Items) : DeviceBatchCall(ProductKey)
{
    private static readonly ApiAction Definition = ApiAction.Command("SetDevicesProperty");

    public override ApiAction Action => Definition;

    public override ThingModelInput? ThingModelInput => new(nameof(Items), Service: null, Items.Json, Items.IsVerbatim);

    public override IReadOnlyList<RpcParameter> GetParameters() => [new("Items", Items.Json), new("ProductKey", ProductKey)];
}
