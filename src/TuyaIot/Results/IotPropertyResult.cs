using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Text;

namespace TuyaIot;

/// <summary>What became of a command that sets properties. Property and Qos bind back as well.</summary>
public abstract class IotPropertyResult : IotBatchResult
{
    internal IotPropertyResult(int batch, DeviceBatchCall call, Outcome outcome)
        : base(batch, call.ProductKey, outcome)
    {
        SetDeviceProperty? single = call as SetDeviceProperty;
        Property = single?.Items.Json ?? ((SetDevicesProperty)call).Items.Json;
        Qos = single?.Qos;
    }

    /// <summary>The properties and their values, the JSON text that was sent.</summary>
    public string Property { get; }

    /// <summary>The Qos that was sent; null where none was.</summary>
    public int? Qos { get; }
}

/// <summary>What became of one request and its devices.</summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id set-devices-property.</remarks>
public sealed class IotDevicesPropertyResult : IotPropertyResult
{
    internal IotDevicesPropertyResult(int batch, DeviceBatchCall call, string[] deviceNames, Outcome outcome)
        : base(batch, call, outcome) => DeviceName = deviceNames;

    /// <summary>The devices in the request.</summary>
    public string[] DeviceName { get; }

    /// <summary>How many devices are in the request.</summary>
    public int DeviceCount => DeviceName.Length;

    /// <summary>The status, the number of devices and the batch.</summary>
    public override string ToString() => $"{Status}: {NumberFormat.Devices(DeviceCount)} of {ProductKey} (batch {Batch})";
}

/// <summary>What became of one device: of its own request, or of the request that it was in.</summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqj58mg1mii.</remarks>
public sealed class IotDevicePropertyResult : IotPropertyResult
{
    internal IotDevicePropertyResult(int batch, DeviceBatchCall call, string deviceName, Outcome outcome, string? messageId)
        : base(batch, call, outcome)
    {
        DeviceName = deviceName;
        MessageId = messageId;
    }

    /// <summary>The device.</summary>
    public string DeviceName { get; }

    /// <summary>The id of the message to the device; null where it shared a request, which gives none, and where it was not accepted.</summary>
    public string? MessageId { get; }

    /// <summary>The status and the device.</summary>
    public override string ToString() => $"{Status}: {DeviceName} of {ProductKey}";
}
