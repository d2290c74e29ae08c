using System;
using System.Globalization;

namespace TuyaIot.Simulator;

/// <summary>One line of a device's log.</summary>
public sealed class SimulatorLogEntry
{
    internal SimulatorLogEntry(DateTimeOffset time, SimulatorLogEvent what, State.FleetCommand command)
    {
        Time = time;
        Event = what;
        Action = command.Action;
        Identifier = command.Identifier;
        Content = command.Content;
        RequestId = command.RequestId;
    }

    /// <summary>When, by the gateway's clock.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>What happened.</summary>
    public SimulatorLogEvent Event { get; }

    /// <summary>The action that the gateway was asked for.</summary>
    public string Action { get; }

    /// <summary>The service, empty where properties were set.</summary>
    public string Identifier { get; }

    /// <summary>Args or Items as they came.</summary>
    public string Content { get; }

    /// <summary>The request that the gateway accepted.</summary>
    public string RequestId { get; }

    /// <inheritdoc/>
    public override string ToString() => Time.ToString("HH:mm:ss.fff ", CultureInfo.InvariantCulture) + $"{Event} {Action} {Identifier}".TrimEnd();
}
