using System;
using System.Collections.Generic;
using System.Globalization;
using TuyaIot.Delivery;
using TuyaIot.Signing;
using TuyaIot.ThingModels;

namespace TuyaIot.Api;

/// <summary>Sets properties of one device, asynchronously. The reply gives the id of the message.</summary>
/// <param name="ProductKey">The product of the device.</param>
/// <param name="Items">The properties and their values: one flat object.</param>
/// <param name="Qos">0 at most once, the API's default; 1 at least once, pushed again on reconnect. Null is not sent.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqj58mg1mii. Quota of the modelled API: 500 requests a second.</remarks>
internal sealed record SetDeviceProperty(string ProductKey, JsonObjectText Items, int? Qos) : DeviceBatchCall(ProductKey)
{
    private static readonly ApiAction Definition = ApiAction.Command("SetDeviceProperty", requestsPerSecond: 500);

    public override ApiAction Action => Definition;

    public override bool IsForOneDevice => true;

    public override bool HasReply => true;

    public override ThingModelInput? ThingModelInput => new(nameof(Items), Service: null, Items.Json, Items.IsVerbatim);

    public override IReadOnlyList<RpcParameter> GetParameters() =>
    [
        new("Items", Items.Json),
        new("ProductKey", ProductKey),
        .. Qos is int qos ? [new RpcParameter("Qos", qos.ToString(CultureInfo.InvariantCulture))] : Array.Empty<RpcParameter>(),
    ];
}

internal sealed record SetDevicePropertyReply(SetDevicePropertyData? Data);

internal sealed record SetDevicePropertyData(string? MessageId);
