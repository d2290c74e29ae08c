using System;
using TuyaIot.Api;
using TuyaIot.Results;
using TuyaIot.Text;

namespace TuyaIot;

/// <summary>The last value of a property that a device reported. Its DeviceName and ProductKey bind to the commands for devices.</summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqm27h25o98.</remarks>
public sealed class IotDeviceProperty
{
    internal IotDeviceProperty(string productKey, string deviceName, ApiItem<PropertyInfo> item)
    {
        PropertyInfo info = item.Value;
        DeviceName = deviceName;
        ProductKey = productKey;
        Identifier = info.Identifier;
        Name = info.Name;
        DataType = info.DataType;
        Value = PropertyValue.Read(info.DataType, info.Value);
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

    /// <summary>
    /// The value by DataType: a whole number, a double, a boolean, text, a DateTime, or an object. It is text where it does not fit the
    /// type.
    /// </summary>
    public object? Value { get; }

    /// <summary>The unit; null or empty for none.</summary>
    public string? Unit { get; }

    /// <summary>When the device reported it, in UTC.</summary>
    public DateTime? Time { get; }

    /// <summary>The type by the thing model, such as double.</summary>
    public string? DataType { get; }

    /// <summary>The property in the reply, as JSON text. Secrets are masked.</summary>
    public string Raw { get; }

    /// <summary>The property and its value.</summary>
    public override string ToString() => FormattableString.Invariant($"{Identifier} = {Value}");
}
