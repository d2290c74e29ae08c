namespace TuyaIot.Simulator;

/// <summary>How a device stands.</summary>
public enum SimulatorDeviceStatus
{
    /// <summary>Connected: it carries out what reaches it.</summary>
    Online,

    /// <summary>Not connected: what is sent at most once is lost, what is sent at least once waits.</summary>
    Offline,

    /// <summary>Registered and never connected.</summary>
    Inactive,

    /// <summary>Shut out by its owner.</summary>
    Disabled,

    /// <summary>Not registered: whoever names it is refused.</summary>
    Unknown,
}
