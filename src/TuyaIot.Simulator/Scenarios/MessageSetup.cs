using System;
using System.Text.Json;

namespace TuyaIot.Simulator.Scenarios;

/// <summary>A message of a scenario: a topic with its body, or an answer of the devices of a product.</summary>
/// <param name="Time">When it was made, from the start of the simulator on; negative for one that is there already.</param>
internal sealed record MessageSetup(TimeSpan Time)
{
    internal string? Topic { get; init; }

    internal JsonElement? Body { get; init; }

    internal string? ProductKey { get; init; }

    /// <summary>The device, or null for all that the scenario lists.</summary>
    internal string? DeviceName { get; init; }

    /// <summary>The service that was answered, or null if it set properties.</summary>
    internal string? Service { get; init; }

    internal int Code { get; init; }
}
