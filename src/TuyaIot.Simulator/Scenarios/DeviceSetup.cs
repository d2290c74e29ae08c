using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Scenarios;

/// <summary>One device of a scenario.</summary>
internal sealed record DeviceSetup(string DeviceName)
{
    internal SimulatorDeviceStatus Status { get; init; }

    internal string? Nickname { get; init; }

    internal SimulatorLogEvent? Outcome { get; init; }

    internal TimeSpan? Delay { get; init; }

    /// <summary>When the device connects, from the start of the simulator on.</summary>
    internal TimeSpan? OnlineAfter { get; init; }

    internal AnswerRules? Answers { get; init; }

    internal DeviceReply Reply { get; init; }

    internal string? RrpcReply { get; init; }

    internal JsonElement? Properties { get; init; }

    internal bool IsOfOtherAccount { get; init; }

    internal IReadOnlyList<PastSetup> History { get; init; } = [];

    internal IReadOnlyList<PastSetup> Events { get; init; } = [];

    /// <summary>Whether the device differs from one that only has a name.</summary>
    internal bool HasState =>
        Status != SimulatorDeviceStatus.Online || Nickname is not null || Outcome is not null || Delay is not null || Properties is not null
        || IsOfOtherAccount || Reply != DeviceReply.Success || RrpcReply is not null || Answers is not null || OnlineAfter is not null || History.Count + Events.Count > 0;

    /// <summary>The names device1, device2, and so on.</summary>
    internal static IEnumerable<string> CreateNames(int count) =>
        Enumerable.Range(1, count).Select(static number => "device" + number.ToString(CultureInfo.InvariantCulture));
}
