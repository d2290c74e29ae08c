using System.Collections.Generic;

namespace TuyaIot.Simulator;

/// <summary>One device of a simulator at the time of the query.</summary>
public sealed class SimulatorDevice
{
    internal SimulatorDevice(string productKey, string deviceName)
    {
        ProductKey = productKey;
        DeviceName = deviceName;
    }

    /// <summary>The product of the device.</summary>
    public string ProductKey { get; }

    /// <summary>The name of the device.</summary>
    public string DeviceName { get; }

    /// <summary>The state of its connection.</summary>
    public SimulatorDeviceStatus Status { get; internal init; }

    /// <summary>Its nickname, or null if it has none.</summary>
    public string? Nickname { get; internal init; }

    /// <summary>Its properties, each value as JSON.</summary>
    public IReadOnlyDictionary<string, string> Property { get; internal init; } = new Dictionary<string, string>();

    /// <summary>The number of commands that the gateway carried out for it. It stays exact when old entries have left the log.</summary>
    public int ExecutionCount { get; internal init; }

    /// <summary>What happened to the last commands, oldest first.</summary>
    public SimulatorLogEntry[] Log { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{ProductKey}/{DeviceName} ({Status})";
}
