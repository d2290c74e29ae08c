using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Results;

namespace TuyaIot;

/// <summary>What became of a command that sets or clears what is desired of a device.</summary>
public abstract class IotDesiredResult : IotBatchResult
{
    internal IotDesiredResult(int batch, string productKey, string deviceName, Outcome outcome)
        : base(batch, productKey, outcome)
    {
        DeviceName = deviceName;
        Version = JsonValue.ToText(ApiReply.Read<DesiredPropertyReply>(outcome.Reply.Body)?.Data?.Versions);
    }

    /// <summary>The device.</summary>
    public string DeviceName { get; }

    /// <summary>The versions after the change, as a JSON object; null where it was not accepted.</summary>
    public string? Version { get; }

    /// <summary>The status and the device.</summary>
    public override string ToString() => $"{Status}: {DeviceName} of {ProductKey}";
}

/// <summary>What became of Set-IotDesiredProperty for one device. Property, Version and ExpirationSeconds bind back as well.</summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqjx2lga2oh.</remarks>
public sealed class IotDesiredPropertyResult : IotDesiredResult
{
    internal IotDesiredPropertyResult(int batch, SetDeviceDesiredProperty call, string deviceName, Outcome outcome)
        : base(batch, call.ProductKey, deviceName, outcome)
    {
        Property = call.Items.Json;
        ExpirationSeconds = call.ExpirationSeconds;
        MessageId = ApiReply.Read<DesiredPropertyReply>(outcome.Reply.Body)?.Data?.MessageId;
    }

    /// <summary>The properties and their desired values, the JSON text that was sent.</summary>
    public string Property { get; }

    /// <summary>How long they are desired; null where nothing was sent.</summary>
    public long? ExpirationSeconds { get; }

    /// <summary>The id of the message to the device; null where the command was not accepted.</summary>
    public string? MessageId { get; }
}

/// <summary>What became of Clear-IotDesiredProperty for one device.</summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqmgwfb3k9v.</remarks>
public sealed class IotClearedPropertyResult : IotDesiredResult
{
    internal IotClearedPropertyResult(int batch, ClearDeviceDesiredProperty call, string deviceName, Outcome outcome)
        : base(batch, call.ProductKey, deviceName, outcome) => Identifier = call.Identifiers.Count == 0 ? ["*"] : [.. call.Identifiers];

    /// <summary>The properties; * for all.</summary>
    public string[] Identifier { get; }
}
