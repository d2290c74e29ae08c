using System;
using System.Globalization;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator;

/// <summary>One entry of a device's log.</summary>
public sealed class SimulatorLogEntry
{
    internal SimulatorLogEntry(DateTimeOffset time, SimulatorLogEvent logEvent, FleetCommand command)
    {
        Time = time;
        Event = logEvent;
        Action = command.Action;
        Identifier = command.Identifier;
        Content = command.Content;
        RequestId = command.RequestId;
    }

    /// <summary>The time, by the gateway's clock.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>What happened.</summary>
    public SimulatorLogEvent Event { get; }

    /// <summary>The action of the request.</summary>
    public string Action { get; }

    /// <summary>The service or the topic; empty if properties were set.</summary>
    public string Identifier { get; }

    /// <summary>Args, Items or the message in Base64, as they were sent.</summary>
    public string Content { get; }

    /// <summary>The request that the gateway accepted.</summary>
    public string RequestId { get; }

    /// <inheritdoc/>
    public override string ToString() => Time.ToString("HH:mm:ss.fff ", CultureInfo.InvariantCulture) + $"{Event} {Action} {Identifier}".TrimEnd();
}
