namespace TuyaIot.Simulator;

/// <summary>What happened to a command for one device.</summary>
public enum SimulatorLogEvent
{
    /// <summary>The gateway accepted it.</summary>
    Accepted,

    /// <summary>The device executed it.</summary>
    Executed,

    /// <summary>The device tried and could not.</summary>
    Failed,

    /// <summary>It was lost between gateway and device.</summary>
    NeverArrived,
}
