using System.Collections.Generic;
using System.Text.Json;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Reads one device with all that the gateway knows of it.</summary>
/// <param name="ProductKey">The product.</param>
/// <param name="DeviceName">The device.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqaol20934s. Quota of the modelled API: 50 requests a second.</remarks>
internal sealed record QueryDeviceDetail(string ProductKey, string DeviceName) : ApiCall<QueryDeviceDetailReply>
{
    private static readonly ApiAction Definition = ApiAction.Query("QueryDeviceDetail", requestsPerSecond: 50);

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() => [new("ProductKey", ProductKey), new("DeviceName", DeviceName)];

    public override QueryDeviceDetailReply? Read(JsonElement body, IFieldReader fields) =>
        ApiList.ReadOne<DeviceData>(body, "Data", fields) is { } device ? new QueryDeviceDetailReply(device) : null;
}

internal sealed record QueryDeviceDetailReply(ApiItem<DeviceData> Device);
