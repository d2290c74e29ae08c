using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Sets or deletes the nicknames of up to 100 devices.</summary>
/// <param name="ProductKey">The product of the devices.</param>
/// <param name="Devices">The devices with their nicknames.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxohueva96qd. Quota of the modelled API: 10 requests a second.</remarks>
internal sealed record BatchUpdateDeviceNickname(string ProductKey, IReadOnlyList<DeviceNickname> Devices) : ApiCall<BatchUpdateDeviceNicknameReply>
{
    /// <summary>The most devices of one call.</summary>
    public const int MaxDevices = 100;

    /// <summary>The longest nickname; a CJK character counts as two.</summary>
    public const int MaxNicknameLength = 32;

    private static readonly ApiAction Definition = ApiAction.Command("BatchUpdateDeviceNickname");

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() => [.. Devices.SelectMany((device, index) => ParametersOf(device, index + 1))];

    /// <summary>A device without the parameter Nickname loses its nickname.</summary>
    private IEnumerable<RpcParameter> ParametersOf(DeviceNickname device, int number)
    {
        string prefix = string.Format(CultureInfo.InvariantCulture, "DeviceNicknameInfo.{0}.", number);
        return
        [
            new(prefix + "DeviceName", device.DeviceName),
            .. device.Nickname is string nickname ? [new RpcParameter(prefix + "Nickname", nickname)] : Array.Empty<RpcParameter>(),
            new(prefix + "ProductKey", ProductKey),
        ];
    }
}

/// <summary>A device and its new nickname.</summary>
/// <param name="DeviceName">The device.</param>
/// <param name="Nickname">The nickname; null deletes it.</param>
internal readonly record struct DeviceNickname(string DeviceName, string? Nickname);

/// <summary>The reply says whether the call was accepted, and nothing else.</summary>
internal sealed record BatchUpdateDeviceNicknameReply;
