using System;
using System.Security;
using TuyaIot.Api;
using TuyaIot.Text;

namespace TuyaIot;

/// <summary>A device. Its DeviceName and ProductKey bind to the commands for devices.</summary>
/// <remarks>
/// developer.tuya.com/en/docs/tuya-iot, page ids Kdxqbm7133qj3, Kdxqb66ubs93u and Kdxqaol20934s. Which properties have a value depends on
/// the action that it was read by.
/// </remarks>
public sealed class IotDevice
{
    private readonly ApiItem<DeviceData> _item;
    private readonly string _productKey;
    private SecureString? _secret;
    private string? _raw;

    internal IotDevice(ApiItem<DeviceData> item, string productKey)
    {
        _item = item;
        _productKey = productKey;
        Status = DeviceStatusText.From(Data.Status ?? Data.DeviceStatus);
    }

    /// <summary>The name of the device in its product.</summary>
    public string? DeviceName => Data.DeviceName;

    /// <summary>The product of the device.</summary>
    public string ProductKey => Data.ProductKey ?? _productKey;

    /// <summary>The product's name.</summary>
    public string? ProductName => Data.ProductName;

    /// <summary>The id of the device in all products.</summary>
    public string? IotId => Data.IotId;

    /// <summary>The nickname; empty for none.</summary>
    public string? Nickname => Data.Nickname;

    /// <summary>Online, Offline, Unactive (never connected) or Disabled.</summary>
    public string? Status { get; }

    /// <summary>0 for a device, 1 for a gateway.</summary>
    public long? NodeType => Data.NodeType;

    /// <summary>The firmware's version.</summary>
    public string? FirmwareVersion => Data.FirmwareVersion;

    /// <summary>The region that it is in.</summary>
    public string? Region => Data.Region;

    /// <summary>The address that it connected from last.</summary>
    public string? IpAddress => Data.IpAddress;

    /// <summary>When it was registered, in UTC.</summary>
    public DateTime? CreatedAt => Data.UtcCreate ?? TolerantTimeConverter.ReadField(_item.Json, "GmtCreate");

    /// <summary>When it was changed last, in UTC.</summary>
    public DateTime? ModifiedAt => Data.UtcModified ?? TolerantTimeConverter.ReadField(_item.Json, "GmtModified");

    /// <summary>When it connected first, in UTC.</summary>
    public DateTime? ActivatedAt => Data.UtcActive ?? TolerantTimeConverter.ReadField(_item.Json, "GmtActive");

    /// <summary>When it connected last, in UTC.</summary>
    public DateTime? LastOnlineAt => Data.UtcOnline ?? TolerantTimeConverter.ReadField(_item.Json, "GmtOnline");

    /// <summary>The secret that the device signs with; null where the gateway did not return it.</summary>
    /// <remarks>Made when it is asked for, since most scripts never do.</remarks>
    public SecureString? DeviceSecret => _secret ??= SecretText.Read(_item.Json, nameof(DeviceSecret));

    /// <summary>The device's part of the reply as JSON text. Secrets are masked.</summary>
    public string Raw => _raw ??= RawJson.Mask(_item.Json);

    private DeviceData Data => _item.Value;

    /// <summary>The name and the product's key.</summary>
    public override string ToString() => $"{DeviceName} ({ProductKey})";
}
