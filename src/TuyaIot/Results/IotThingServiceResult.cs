using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Results;

namespace TuyaIot;

/// <summary>What became of a call of a service of one device.</summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqk5bk5pisf.</remarks>
public sealed class IotThingServiceResult : IotServiceResult
{
    internal IotThingServiceResult(int batch, ServiceCall call, string deviceName, Outcome outcome, InvokeThingServiceData? data)
        : base(batch, call, outcome)
    {
        DeviceName = deviceName;
        MessageId = data?.MessageId;
        if (data?.Result is JsonElement result)
        {
            ResultJson = JsonValue.ToText(result);
            Result = JsonValue.Parse(ResultJson);
        }
    }

    /// <summary>The device.</summary>
    public string DeviceName { get; }

    /// <summary>The id of the message to the device, by which the console's log is searched; null where the command was not accepted.</summary>
    public string? MessageId { get; }

    /// <summary>The answer of a synchronous service as an object; null where there is none.</summary>
    public object? Result { get; }

    /// <summary>The answer as JSON text with its secrets masked; null where there is none.</summary>
    public string? ResultJson { get; }

    /// <summary>The status and the device.</summary>
    public override string ToString() => $"{Status}: {DeviceName} of {ProductKey}";
}
