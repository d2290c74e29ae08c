using TuyaIot.Delivery;

namespace TuyaIot;

/// <summary>What became of a command for one device that has no other input: it was enabled, disabled or removed.</summary>
public sealed class IotDeviceResult : IotBatchResult
{
    internal IotDeviceResult(int batch, string productKey, string deviceName, Outcome outcome)
        : base(batch, productKey, outcome) => DeviceName = deviceName;

    /// <summary>The device.</summary>
    public string DeviceName { get; }

    /// <summary>The status and the device.</summary>
    public override string ToString() => $"{Status}: {DeviceName} of {ProductKey}";
}
