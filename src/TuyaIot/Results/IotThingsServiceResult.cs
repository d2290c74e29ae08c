

using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Text;

namespace TuyaIot;

/// <summary>What became of a request of Invoke-IotThingsService. Identifier, Args and Qos bind back as well.</summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqks15v8umc.</remarks>
public abstract class IotServiceResult : IotBatchResult
{
    internal IotServiceResult(int batch, InvokeThingsService call, Outcome outcome)
        : base(batch, call.ProductKey, outcome)
    {
        Identifier = call.Identifier;
        Args = call.Args.Json;
        Qos = call.Qos;
    }

    /// <summary>The service that was called.</summary>
    public string Identifier { get; }

    /// <summary>The service's input as JSON text. With -UseThingModel a whole number may have been sent with a decimal place.</summary>
    public string Args { get; }

    /// <summary>The Qos that was sent; null where none was.</summary>
    public int? Qos { get; }
}

/// <summary>What became of one request and its devices.</summary>
public sealed class IotThingsServiceResult : IotServiceResult
{
    internal IotThingsServiceResult(int batch, InvokeThingsService call, string[] deviceNames, Outcome outcome)
        : base(batch, call, outcome) => DeviceName = deviceNames;

    /// <summary>The devices in the request.</summary>
    public string[] DeviceName { get; }

    /// <summary>How many devices are in the request.</summary>
    public int DeviceCount => DeviceName.Length;

    /// <summary>The status, the number of devices and the batch.</summary>
    public override string ToString() => $"{Status}: {NumberFormat.Devices(DeviceCount)} of {ProductKey} (batch {Batch})";
}

/// <summary>What became of one device: what became of its request.</summary>
public sealed class IotDeviceServiceResult : IotServiceResult
{
    internal IotDeviceServiceResult(int batch, InvokeThingsService call, string deviceName, Outcome outcome)
        : base(batch, call, outcome) => DeviceName = deviceName;

    /// <summary>The device.</summary>
    public string DeviceName { get; }

    /// <summary>The status and the device.</summary>
    public override string ToString() => $"{Status}: {DeviceName} of {ProductKey}";
}
