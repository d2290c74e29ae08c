
using TuyaIot.Delivery;
using TuyaIot.Pipeline;
using TuyaIot.Progress;

namespace TuyaIot.Results;

/// <summary>What became of one request and the devices in it.</summary>
public sealed class IotThingsServiceResult : IotServiceResult
{
    internal IotThingsServiceResult(DeviceBatch batch, Api.InvokeThingsService call, Outcome outcome)
        : base(batch, call, outcome) => DeviceName = [.. batch.DeviceName];

    /// <summary>The devices in the request.</summary>
    public string[] DeviceName { get; }

    /// <summary>How many devices are in the request.</summary>
    public int DeviceCount => DeviceName.Length;

    /// <summary>The status, the number of devices and the batch.</summary>
    public override string ToString() => $"{Status}: {NumberFormat.Devices(DeviceCount)} of {ProductKey} (batch {Batch})";
}
