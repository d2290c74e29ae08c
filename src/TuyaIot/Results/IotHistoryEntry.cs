using System;
using TuyaIot.Api;
using TuyaIot.Results;
using TuyaIot.Text;

namespace TuyaIot;

/// <summary>An entry in the history of a device. Its DeviceName and ProductKey bind to the commands for devices.</summary>
public sealed class IotHistoryEntry
{
    /// <param name="query">What was asked.</param>
    /// <param name="kind">What the history is of.</param>
    /// <param name="item">The entry.</param>
    /// <param name="property">What is known of the property; null for other kinds, and where nothing is known.</param>
    internal IotHistoryEntry(DeviceHistory query, IotHistoryKind kind, ApiItem<HistoryInfo> item, PropertyInfo? property)
    {
        HistoryInfo info = item.Value;
        Kind = kind.ToString();
        DeviceName = query.DeviceName;
        ProductKey = query.ProductKey;
        Identifier = info.Identifier ?? query.Identifier;
        Name = info.Name ?? property?.Name;
        Time = UnixTime.Read(info.Time);
        Value = PropertyValue.Read(property?.DataType, info.Value);
        Unit = property?.Unit;
        EventType = info.EventType;
        InputData = JsonValue.Parse(JsonValue.ToText(info.InputData));
        OutputData = JsonValue.Parse(JsonValue.ToText(info.OutputData));
        Raw = item.Raw;
    }

    /// <summary>Property, Event or Service. It is text, so that it means the same after every way of saving it.</summary>
    public string Kind { get; }

    /// <summary>The device.</summary>
    public string DeviceName { get; }

    /// <summary>The product of the device.</summary>
    public string ProductKey { get; }

    /// <summary>The property, the event or the service, as commands name it.</summary>
    public string? Identifier { get; }

    /// <summary>Its name for people.</summary>
    public string? Name { get; }

    /// <summary>When it happened, in UTC.</summary>
    public DateTime? Time { get; }

    /// <summary>The value of a property, typed as that of Get-IotDeviceProperty; null for other kinds.</summary>
    public object? Value { get; }

    /// <summary>The unit of a property; null or empty for none.</summary>
    public string? Unit { get; }

    /// <summary>info, alert or error for an event; null for other kinds.</summary>
    public string? EventType { get; }

    /// <summary>The input of a service as an object; null for other kinds.</summary>
    public object? InputData { get; }

    /// <summary>The output of a service or an event as an object; null for a property.</summary>
    public object? OutputData { get; }

    /// <summary>The entry in the reply, as JSON text. Secrets are masked.</summary>
    public string Raw { get; }

    /// <summary>The kind, what it is, and the time.</summary>
    public override string ToString() => FormattableString.Invariant($"{Kind} {Identifier} at {Time:yyyy-MM-dd HH:mm:ss.fff} UTC");
}
