using System;

namespace TuyaIot.Simulator.State;

/// <summary>One accepted command to up to 100 devices.</summary>
internal sealed record FleetCommand(long Number, DateTimeOffset Time, Product Product, int[] Devices)
{
    internal required string Action { get; init; }

    internal required string RequestId { get; init; }

    internal FleetCommandKind Kind { get; init; }

    /// <summary>The service or the topic.</summary>
    internal string Identifier { get; init; } = "";

    /// <summary>The text that was sent: Args, Items, or a message in Base64.</summary>
    internal string Content { get; init; } = "";

    /// <summary>Whether the call of the command got the id of its message.</summary>
    internal bool HasMessageId { get; init; }

    /// <summary>Whether the call waited for the answer of the device.</summary>
    internal bool IsSynchronous { get; init; }

    /// <summary>Whether it waits for a device that is not connected: Qos 1.</summary>
    internal bool IsKept { get; init; }
}
