using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Simulator.State;

/// <summary>The state of one device. A device without one is online and has no properties.</summary>
internal sealed class DeviceState(SimulatorDeviceStatus status = SimulatorDeviceStatus.Online)
{
    private static readonly Dictionary<string, DesiredProperty> NoDesired = [];

    // An array, because a simulator may hold a million of these.
    private KeyValuePair<string, PropertyValue>[] _properties = [];

    private Dictionary<string, DesiredProperty>? _desired;

    internal StatusHistory Statuses { get; } = new(status);

    internal SimulatorDeviceStatus Status => Statuses.Current;

    internal string? Nickname { get; set; }

    /// <summary>The result of every command, if the scenario sets one.</summary>
    internal SimulatorLogEvent? Outcome { get; set; }

    /// <summary>How long a command takes to the device, if it differs from the product's.</summary>
    internal TimeSpan? Delay { get; set; }

    /// <summary>How it answers commands, where that differs from the product's rules.</summary>
    internal AnswerRules? Answers { get; init; }

    /// <summary>Whether the device belongs to another account, which the caller may not see.</summary>
    internal bool IsOfOtherAccount { get; init; }

    /// <summary>How it came, or null if it is as old as its product.</summary>
    internal DeviceOrigin? Origin { get; init; }

    /// <summary>The time of the last change to its facts, or null if there was none.</summary>
    internal DateTimeOffset? Modified { get; set; }

    /// <summary>The state of the device that had the name when a command was accepted.</summary>
    internal DeviceState For(long command) =>
        Origin is { Previous: { } previous } origin && command <= origin.Moment.LastCommand ? previous.For(command) : this;

    /// <summary>How it answers a request that waits for it.</summary>
    internal DeviceReply Reply { get; set; }

    /// <summary>What it answers to RRpc, if it is not what it was sent.</summary>
    internal string? RrpcReply { get; set; }

    /// <summary>The values that it reported by the start of the simulator.</summary>
    internal IReadOnlyList<KeyValuePair<string, PropertyValue>> Reports { get; set; } = [];

    internal IReadOnlyList<DeviceEvent> Events { get; set; } = [];

    internal IReadOnlyDictionary<string, DesiredProperty> Desired => _desired ?? NoDesired;

    /// <summary>Sets a property. It is visible from the time of its value on.</summary>
    internal void Set(string identifier, PropertyValue value, DateTimeOffset now) =>
        _properties = [.. WithoutReplaced(now), new(identifier, value)];

    internal IEnumerable<KeyValuePair<string, PropertyValue>> PropertiesAt(DateTimeOffset now) =>
        WithoutReplaced(now).Where(property => property.Value.Time <= now);

    internal void SetDesired(string identifier, DesiredProperty property)
    {
        _desired ??= new Dictionary<string, DesiredProperty>(StringComparer.Ordinal);
        _desired[identifier] = property;
    }

    /// <summary>The values of now and those to come.</summary>
    private List<KeyValuePair<string, PropertyValue>> WithoutReplaced(DateTimeOffset now)
    {
        List<KeyValuePair<string, PropertyValue>> left = [];
        HashSet<string> current = new(StringComparer.Ordinal);
        for (int i = _properties.Length - 1; i >= 0; i--)
        {
            KeyValuePair<string, PropertyValue> property = _properties[i];
            bool isReplaced = property.Value.Time <= now ? !current.Add(property.Key) : current.Contains(property.Key);
            if (!isReplaced)
            {
                left.Add(property);
            }
        }

        left.Reverse();
        return left;
    }
}

/// <summary>How a device came, or went, after the start of the simulator.</summary>
/// <param name="Moment">When it was registered or deleted.</param>
/// <param name="Generation">How many devices of this name were deleted before.</param>
/// <param name="Previous">The state of the device that had the name before.</param>
internal sealed record DeviceOrigin(FleetMoment Moment, int Generation, DeviceState? Previous);
