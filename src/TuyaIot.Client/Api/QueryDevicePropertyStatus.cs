using System.Collections.Generic;
using System.Text.Json;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Reads the last values of a device's properties.</summary>
/// <param name="ProductKey">The product of the device.</param>
/// <param name="DeviceName">The device.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqm27h25o98. Quota of the modelled API: 200 requests a second.</remarks>
internal sealed record QueryDevicePropertyStatus(string ProductKey, string DeviceName) : ApiCall<PropertyListReply>
{
    private static readonly ApiAction Definition = ApiAction.Query("QueryDevicePropertyStatus", requestsPerSecond: 200);

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() => [new("DeviceName", DeviceName), new("ProductKey", ProductKey)];

    public override PropertyListReply? Read(JsonElement body, IFieldReader fields) => PropertyListReply.Read(body, fields);
}
