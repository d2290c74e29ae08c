namespace TuyaIot.Simulator.State;

/// <summary>What a command tells a device.</summary>
internal enum FleetCommandKind
{
    /// <summary>To carry out a service.</summary>
    Service,

    /// <summary>To set properties.</summary>
    Properties,

    /// <summary>A message of the user's own.</summary>
    Message,
}
