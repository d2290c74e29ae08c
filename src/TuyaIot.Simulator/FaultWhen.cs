namespace TuyaIot.Simulator;

/// <summary>On which side of the moment that counts a fault strikes.</summary>
public enum FaultWhen
{
    /// <summary>The command was not carried out.</summary>
    Before,

    /// <summary>The command was carried out although the answer was lost.</summary>
    After,
}
