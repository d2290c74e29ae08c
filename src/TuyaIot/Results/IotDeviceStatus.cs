using System;
using TuyaIot.Api;
using TuyaIot.Text;

namespace TuyaIot;

/// <summary>The status of a device. Its DeviceName and ProductKey bind to the commands for devices.</summary>
/// <remarks>developer.tuya.com/cn/docs/tuya-iot, page id Kdxqcv3n9dr8s.</remarks>
public sealed class IotDeviceStatus
{
    private readonly ApiItem<DeviceStateData> _item;
    private string? _raw;

    internal IotDeviceStatus(ApiItem<DeviceStateData> item, string? productKey)
    {
        _item = item;
        ProductKey = productKey;
        Status = DeviceStatusText.From(item.Value.Status);
    }

    /// <summary>The name of the device in its product.</summary>
    public string? DeviceName => _item.Value.DeviceName;

    /// <summary>The product of the device; null where the device was asked for by IotId, because the reply does not name it.</summary>
    public string? ProductKey { get; }

    /// <summary>The id of the device in all products.</summary>
    public string? IotId => _item.Value.IotId;

    /// <summary>Online, Offline, Unactive (never connected) or Disabled.</summary>
    public string? Status { get; }

    /// <summary>
    /// When it was online last, in UTC: the reply's Timestamp. For a device that is online it is when it connected, for one that is
    /// offline when its connection ended. Null for a device that never connected.
    /// </summary>
    public DateTime? LastOnlineAt => Status == DeviceStatusText.Unactive ? null : _item.Value.Timestamp;

    /// <summary>When it connected last, as the gateway wrote it: a text without a zone.</summary>
    public string? LastOnlineTime => _item.Value.LastOnlineTime;

    /// <summary>The address that it connected from.</summary>
    public string? Address => _item.Value.AsAddress;

    /// <summary>The device's part of the reply as JSON text. Secrets are masked.</summary>
    public string Raw => _raw ??= RawJson.Mask(_item.Json);

    /// <summary>The name and the status.</summary>
    public override string ToString() => $"{DeviceName}: {Status}";
}
