using System;
using TuyaIot.Api;
using TuyaIot.Results;
using TuyaIot.Text;

namespace TuyaIot;

/// <summary>What is desired of a property of a device. Its Version binds to Set-IotDesiredProperty.</summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqlopeeytlq.</remarks>
public sealed class IotDesiredProperty
{
    internal IotDesiredProperty(string productKey, string deviceName, ApiItem<PropertyInfo> item)
    {
        PropertyInfo info = item.Value;
        DeviceName = deviceName;
        ProductKey = productKey;
        Identifier = info.Identifier;
        Name = info.Name;
        DataType = info.DataType;
        Value = PropertyValue.Read(info.DataType, info.Value);
        Version = info.Version;
        Unit = info.Unit;
        Time = UnixTime.Read(info.Time);
        Raw = item.Raw;
    }

    /// <summary>The device.</summary>
    public string DeviceName { get; }

    /// <summary>The product of the device.</summary>
    public string ProductKey { get; }

    /// <summary>The property, as commands name it.</summary>
    public string? Identifier { get; }

    /// <summary>The name of the property for people.</summary>
    public string? Name { get; }

    /// <summary>The desired value, typed as that of Get-IotDeviceProperty; null where nothing is desired.</summary>
    public object? Value { get; }

    /// <summary>Counts the changes; 0 before the first.</summary>
    public long? Version { get; }

    /// <summary>The unit; null or empty for none.</summary>
    public string? Unit { get; }

    /// <summary>When it was set, in UTC.</summary>
    public DateTime? Time { get; }

    /// <summary>The type by the thing model, such as double.</summary>
    public string? DataType { get; }

    /// <summary>The property in the reply, as JSON text. Secrets are masked.</summary>
    public string Raw { get; }

    /// <summary>The property, its value and its version.</summary>
    public override string ToString() => FormattableString.Invariant($"{Identifier} = {Value} (version {Version})");
}
