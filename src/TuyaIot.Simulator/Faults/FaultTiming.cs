namespace TuyaIot.Simulator;

/// <summary>Whether a fault occurs before or after the command is carried out.</summary>
public enum FaultTiming
{
    /// <summary>The command is not carried out.</summary>
    Before,

    /// <summary>The command is carried out, but its reply is lost.</summary>
    After,
}
