
using TuyaIot.Delivery;
using TuyaIot.Pipeline;

namespace TuyaIot.Results;

/// <summary>What became of one device: what became of the request that it was in.</summary>
public sealed class IotDeviceServiceResult : IotServiceResult
{
    internal IotDeviceServiceResult(string deviceName, DeviceBatch batch, Api.InvokeThingsService call, Outcome outcome)
        : base(batch, call, outcome) => DeviceName = deviceName;

    /// <summary>The device.</summary>
    public string DeviceName { get; }

    /// <summary>The status and the device.</summary>
    public override string ToString() => $"{Status}: {DeviceName} of {ProductKey}";
}
