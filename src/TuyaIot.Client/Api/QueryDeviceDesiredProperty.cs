using System.Collections.Generic;
using System.Text.Json;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Reads what is desired of a device, and its versions.</summary>
/// <param name="ProductKey">The product of the device.</param>
/// <param name="DeviceName">The device.</param>
/// <param name="Identifiers">At most 10 properties, none twice; none for all.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqlopeeytlq. Quota of the modelled API: 50 requests a second.</remarks>
internal sealed record QueryDeviceDesiredProperty(string ProductKey, string DeviceName, IReadOnlyList<string> Identifiers)
    : ApiCall<PropertyListReply>
{
    private static readonly ApiAction Definition = ApiAction.Query("QueryDeviceDesiredProperty", requestsPerSecond: 50);

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() =>
    [
        new("DeviceName", DeviceName),
        .. RpcParameter.List("Identifier", Identifiers),
        new("ProductKey", ProductKey),
    ];

    public override PropertyListReply? Read(JsonElement body, IFieldReader fields) => PropertyListReply.Read(body, fields);
}
