using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.State;

/// <summary>The state of one device. A device without one is online and has no properties.</summary>
internal sealed class DeviceState(SimulatorDeviceStatus status = SimulatorDeviceStatus.Online)
{
    private readonly Dictionary<string, PropertyValue> _properties = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, PropertyValue>> _pending = [];

    internal StatusHistory Statuses { get; } = new(status);

    internal SimulatorDeviceStatus Status => Statuses.Current;

    internal string? Nickname { get; set; }

    /// <summary>The result of every command, if the scenario sets one.</summary>
    internal SimulatorLogEvent? Outcome { get; set; }

    /// <summary>How long a command takes to the device, if it differs from the product's.</summary>
    internal TimeSpan? Delay { get; set; }

    /// <summary>Whether the device belongs to another account, which the caller may not see.</summary>
    internal bool IsOfOtherAccount { get; init; }

    /// <summary>How it came, or null if it is as old as its product.</summary>
    internal DeviceOrigin? Origin { get; init; }

    /// <summary>The time of the last change to its facts, or null if there was none.</summary>
    internal DateTimeOffset? Modified { get; set; }

    /// <summary>The state of the device that had the name when a command was accepted.</summary>
    internal DeviceState For(long command) =>
        Origin is { Previous: { } previous } origin && command <= origin.Moment.LastCommand ? previous.For(command) : this;

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
