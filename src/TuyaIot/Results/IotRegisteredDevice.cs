using System.Security;
using TuyaIot.Api;
using TuyaIot.Delivery;

namespace TuyaIot;

/// <summary>What became of the registration of one device. A result that was rejected registers it again when it is piped back.</summary>
public sealed class IotRegisteredDevice : IotBatchResult
{
    internal IotRegisteredDevice(int batch, string productKey, string deviceName, string? nickname, ApiItem<RegisteredDevice>? device, Outcome outcome)
        : base(batch, productKey, outcome)
    {
        DeviceName = device?.Value.DeviceName ?? deviceName;
        Nickname = device?.Value.Nickname ?? nickname;
        IotId = device?.Value.IotId;
        DeviceSecret = device is null ? null : SecretText.Read(device.Json, nameof(DeviceSecret));
    }

    /// <summary>The device.</summary>
    public string DeviceName { get; }

    /// <summary>The nickname; null for none.</summary>
    public string? Nickname { get; }

    /// <summary>The platform's id of the device; null where it was not registered.</summary>
    public string? IotId { get; }

    /// <summary>The secret that the device connects with; null where it was not registered.</summary>
    public SecureString? DeviceSecret { get; }

    /// <summary>The status and the device; never the secret.</summary>
    public override string ToString() => $"{Status}: {DeviceName} of {ProductKey}";
}
