using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Registers a device. The reply has its secret.</summary>
/// <param name="ProductKey">The product of the device.</param>
/// <param name="Nickname">The nickname; null for none.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, RegisterDevice. Quota of the modelled API: 30 requests a second.</remarks>
internal sealed record RegisterDevice(string ProductKey, string? Nickname) : DeviceBatchCall(ProductKey)
{
    /// <summary>The longest nickname; a CJK character counts as two.</summary>
    public const int MaxNicknameLength = 64;

    private static readonly ApiAction Definition = ApiAction.Command("RegisterDevice", requestsPerSecond: 30);

    public override ApiAction Action => Definition;

    public override bool IsForOneDevice => true;

    public override bool HasReply => true;

    public override IReadOnlyList<RpcParameter> GetParameters() =>
    [
        .. Nickname is string nickname ? [new RpcParameter("Nickname", nickname)] : Array.Empty<RpcParameter>(),
        new("ProductKey", ProductKey),
    ];

    /// <summary>The device in a reply; null where there is none.</summary>
    public static ApiItem<RegisteredDevice>? ReadDevice(JsonElement? body, IFieldReader fields) =>
        body is JsonElement reply ? ApiList.ReadOne<RegisteredDevice>(reply, "Data", fields) : null;
}

/// <summary>
/// A device that was registered, in the reply of its registration and in the pages of an application. DeviceSecret is not among its
/// fields: <see cref="SecretText"/> reads it.
/// </summary>
internal sealed record RegisteredDevice(
    [property: JsonConverter(typeof(NameConverter))] string? DeviceName,
    [property: JsonConverter(typeof(NameConverter))] string? IotId,
    string? Nickname);
