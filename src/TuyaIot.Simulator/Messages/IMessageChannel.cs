using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.Messages;

/// <summary>Where messages go.</summary>
internal interface IMessageChannel : IDisposable
{
    /// <summary>The URL from which clients read.</summary>
    string Endpoint { get; }

    /// <summary>What it did so far.</summary>
    SimulatorMessageCounts Counts { get; }

    /// <summary>Gives messages to every consumer group.</summary>
    void Publish(IReadOnlyList<DeviceMessage> messages);
}
