using System.Collections.Generic;

namespace TuyaIot.Simulator;

/// <summary>One device of a simulator, as it stood when it was asked for.</summary>
public sealed class SimulatorDevice
{
    internal SimulatorDevice(string productKey, string deviceName)
    {
        ProductKey = productKey;
        DeviceName = deviceName;
    }

    /// <summary>The product that it belongs to.</summary>
    public string ProductKey { get; }

    /// <summary>Its name.</summary>
    public string DeviceName { get; }

    /// <summary>How it stands.</summary>
    public SimulatorDeviceStatus Status { get; internal init; }

    /// <summary>Its nickname, where it has one.</summary>
    public string? Nickname { get; internal init; }

    /// <summary>Its properties, each value as JSON.</summary>
    public IReadOnlyDictionary<string, string> Property { get; internal init; } = new Dictionary<string, string>();

    /// <summary>How many commands the gateway carried out for it, however old: exact where the log has wrapped.</summary>
    public int ExecutionCount { get; internal init; }

    /// <summary>What became of the last commands, oldest first.</summary>
    public SimulatorLogEntry[] Log { get; internal init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{ProductKey}/{DeviceName} ({Status})";
}
