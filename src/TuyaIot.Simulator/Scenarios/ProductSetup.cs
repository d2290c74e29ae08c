using System;
using System.Collections.Generic;
using System.Text.Json;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Scenarios;

/// <summary>One product of a scenario.</summary>
internal sealed record ProductSetup(string ProductKey)
{
    /// <summary>How long the platform takes to create a batch of devices, unless a product sets it.</summary>
    internal static readonly TimeSpan DefaultRegistrationDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>How late a late answer is, unless a product sets it.</summary>
    internal static readonly TimeSpan DefaultLateDelay = TimeSpan.FromMinutes(1);

    internal string? Name { get; init; }

    internal JsonElement? ThingModel { get; init; }

    internal TimeSpan Delay { get; init; }

    internal double FailRate { get; init; }

    internal double LossRate { get; init; }

    internal double SilentRate { get; init; }

    internal double LateRate { get; init; }

    internal TimeSpan LateDelay { get; init; } = DefaultLateDelay;

    /// <summary>The share of the devices that are offline.</summary>
    internal double OfflineRate { get; init; }

    internal AnswerRules? Answers { get; init; }

    internal TimeSpan? ActivationDelay { get; init; }

    internal TimeSpan RegistrationDelay { get; init; } = DefaultRegistrationDelay;

    internal TimeSpan? UpgradeTime { get; init; }

    /// <summary>Whether devices that are not listed exist.</summary>
    internal bool IsOpen { get; init; }

    internal IReadOnlyList<DeviceSetup> Devices { get; init; } = [];

    /// <summary>How many devices it has beside these, which are named device1, device2, and so on.</summary>
    internal int DeviceCount { get; init; }
}
