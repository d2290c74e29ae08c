using System;
using System.Collections.Generic;
using System.Text.Json;

namespace TuyaIot.Simulator.Scenarios;

/// <summary>One product of a scenario.</summary>
internal sealed record ProductSetup(string ProductKey)
{
    internal string? Name { get; init; }

    internal JsonElement? ThingModel { get; init; }

    internal TimeSpan Delay { get; init; }

    internal double FailRate { get; init; }

    internal double LossRate { get; init; }

    internal TimeSpan? UpgradeTime { get; init; }

    /// <summary>Whether devices that are not listed exist.</summary>
    internal bool IsOpen { get; init; }

    internal IReadOnlyList<DeviceSetup> Devices { get; init; } = [];
}
