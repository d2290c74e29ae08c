using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.State;

/// <summary>The state of one device. A device without one is online and has no properties.</summary>
internal sealed class DeviceState
{
    private readonly Dictionary<string, PropertyValue> _properties = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, PropertyValue>> _pending = [];

    internal SimulatorDeviceStatus Status { get; set; }

    internal string? Nickname { get; set; }

    /// <summary>The result of every command, if the scenario sets one.</summary>
    internal SimulatorLogEvent? Outcome { get; set; }

    /// <summary>How long a command takes to the device, if it differs from the product's.</summary>
    internal TimeSpan? Delay { get; set; }

    /// <summary>Sets a property. It is visible from the time of its value on.</summary>
    internal void Set(string identifier, PropertyValue value) => _pending.Add(new(identifier, value));

    internal IReadOnlyDictionary<string, PropertyValue> PropertiesAt(DateTimeOffset now)
    {
        foreach (KeyValuePair<string, PropertyValue> due in _pending.FindAll(pending => pending.Value.Time <= now))
        {
            _properties[due.Key] = due.Value;
        }

        _pending.RemoveAll(pending => pending.Value.Time <= now);
        return _properties;
    }
}
