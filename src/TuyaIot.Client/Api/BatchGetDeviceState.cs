using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Reads the status of up to 50 devices: of one product by name, or of any product by IotId.</summary>
/// <param name="ProductKey">The product; null for devices by IotId.</param>
/// <param name="Devices">The names, or without a product the IotIds.</param>
/// <remarks>developer.tuya.com/cn/docs/tuya-iot, page id Kdxqcv3n9dr8s. Quota of the modelled API: 50 requests a second.</remarks>
internal sealed record BatchGetDeviceState(string? ProductKey, IReadOnlyList<string> Devices) : ApiCall<BatchGetDeviceStateReply>
{
    public const int MaxDevices = 50;

    private static readonly ApiAction Definition = ApiAction.Query("BatchGetDeviceState", requestsPerSecond: 50);

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() => ProductKey is null
        ? RpcParameter.List("IotId", Devices)
        : [new("ProductKey", ProductKey), .. RpcParameter.List("DeviceName", Devices)];

    public override BatchGetDeviceStateReply? Read(JsonElement body, IFieldReader fields) =>
        ApiList.Read<DeviceStateData>(body, "DeviceStatusList", fields) is { } states ? new BatchGetDeviceStateReply(states) : null;
}

internal sealed record BatchGetDeviceStateReply(IReadOnlyList<ApiItem<DeviceStateData>> States);

/// <summary>The status of a device.</summary>
/// <param name="DeviceName">The device.</param>
/// <param name="IotId">Its id.</param>
/// <param name="Status">ONLINE, OFFLINE, UNACTIVE or DISABLE.</param>
/// <param name="AsAddress">The address that it connected from.</param>
/// <param name="LastOnlineTime">When it was online last, without a zone.</param>
/// <param name="Timestamp">The moment that the status is of.</param>
internal sealed record DeviceStateData(
    [property: JsonConverter(typeof(NameConverter))] string? DeviceName,
    [property: JsonConverter(typeof(NameConverter))] string? IotId,
    string? Status,
    string? AsAddress,
    string? LastOnlineTime,
    DateTime? Timestamp);
