namespace TuyaIot.Simulator;

/// <summary>What became of a command on its way to one device.</summary>
public enum SimulatorLogEvent
{
    /// <summary>The gateway took it.</summary>
    Accepted,

    /// <summary>The device carried it out.</summary>
    Executed,

    /// <summary>The device tried and could not.</summary>
    Failed,

    /// <summary>It was lost between gateway and device.</summary>
    NeverArrived,
}
