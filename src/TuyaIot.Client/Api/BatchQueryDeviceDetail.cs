using System.Collections.Generic;
using System.Text.Json;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>
/// Reads up to 100 devices of a product. The reply leaves out those that do not exist, and one device of another account fails the call.
/// </summary>
/// <param name="ProductKey">The product.</param>
/// <param name="DeviceNames">The devices.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqb66ubs93u. Quota of the modelled API: 5 requests a second.</remarks>
internal sealed record BatchQueryDeviceDetail(string ProductKey, IReadOnlyList<string> DeviceNames) : ApiCall<DeviceListReply>
{
    public const int MaxDeviceNames = 100;

    private static readonly ApiAction Definition = ApiAction.Query("BatchQueryDeviceDetail", requestsPerSecond: 5);

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() => [new("ProductKey", ProductKey), .. RpcParameter.List("DeviceName", DeviceNames)];

    public override DeviceListReply? Read(JsonElement body, IFieldReader fields) =>
        ApiList.Read<DeviceData>(body, "Data", fields) is { } devices ? new DeviceListReply(devices) : null;
}

internal sealed record DeviceListReply(IReadOnlyList<ApiItem<DeviceData>> Devices);
