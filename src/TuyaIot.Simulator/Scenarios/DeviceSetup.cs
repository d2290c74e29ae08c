using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TuyaIot.Simulator.Json;

namespace TuyaIot.Simulator.Scenarios;

/// <summary>One device of a scenario.</summary>
internal sealed record DeviceSetup(string DeviceName)
{
    internal SimulatorDeviceStatus Status { get; init; }

    internal string? Nickname { get; init; }

    internal SimulatorLogEvent? Outcome { get; init; }

    internal TimeSpan? Delay { get; init; }

    internal JsonObject? Properties { get; init; }

    internal bool IsSpecial => Status != SimulatorDeviceStatus.Online || Nickname is not null || Outcome is not null || Delay is not null || Properties is not null;

    /// <summary>device1, device2, … as many as are wanted.</summary>
    internal static IEnumerable<string> Names(int count) =>
        Enumerable.Range(1, count).Select(static number => "device" + number.ToString(CultureInfo.InvariantCulture));
}
