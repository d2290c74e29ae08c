using System;
using System.Collections.Generic;
using TuyaIot.Simulator.Json;

namespace TuyaIot.Simulator.Scenarios;

/// <summary>One product of a scenario.</summary>
internal sealed record ProductSetup(string ProductKey)
{
    internal string? Name { get; init; }

    internal JsonObject? ThingModel { get; init; }

    internal TimeSpan Delay { get; init; }

    internal double FailRate { get; init; }

    internal double LossRate { get; init; }

    /// <summary>Whether a device exists that is not listed.</summary>
    internal bool IsOpen { get; init; }

    internal IReadOnlyList<DeviceSetup> Devices { get; init; } = [];
}
