namespace TuyaIot.Simulator;

/// <summary>The state of a device's connection.</summary>
public enum SimulatorDeviceStatus
{
    /// <summary>Connected: it executes the commands that arrive.</summary>
    Online,

    /// <summary>Not connected: a command with Qos 0 is lost, a command with Qos 1 waits.</summary>
    Offline,

    /// <summary>Registered and never connected.</summary>
    Inactive,

    /// <summary>Disabled by its owner.</summary>
    Disabled,

    /// <summary>Not registered: requests that name it are refused.</summary>
    Unknown,
}
