using System.Linq;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Text;

namespace TuyaIot;

/// <summary>What became of one request and the nicknames in it.</summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxohueva96qd.</remarks>
public sealed class IotNicknameResult : IotBatchResult
{
    internal IotNicknameResult(int batch, BatchUpdateDeviceNickname call, Outcome outcome)
        : base(batch, call.ProductKey, outcome)
    {
        DeviceName = [.. call.Devices.Select(static device => device.DeviceName)];
        Nickname = [.. call.Devices.Select(static device => device.Nickname)];
    }

    /// <summary>The devices in the request.</summary>
    public string[] DeviceName { get; }

    /// <summary>Their nicknames, in the same order; null where a nickname is deleted.</summary>
    public string?[] Nickname { get; }

    /// <summary>How many devices are in the request.</summary>
    public int DeviceCount => DeviceName.Length;

    /// <summary>The status, the number of devices and the batch.</summary>
    public override string ToString() => $"{Status}: {NumberFormat.Devices(DeviceCount)} of {ProductKey} (batch {Batch})";
}
