using System;

namespace TuyaIot.Simulator.State;

/// <summary>Hears what happens in a fleet. The gateway's lock is held.</summary>
internal interface IFleetObserver
{
    /// <summary>A command was accepted.</summary>
    void OnCommand(FleetCommand command);

    /// <summary>A device came, went, or changed its status.</summary>
    void OnChange(Product product, string device, DeviceChange change, DateTimeOffset time);

    /// <summary>The upgrade of a device went on.</summary>
    void OnUpgrade(OtaJob job, OtaTask task);
}

/// <summary>What happened to a device.</summary>
internal enum DeviceChange
{
    /// <summary>It was registered.</summary>
    Create,

    /// <summary>It was deleted.</summary>
    Delete,

    /// <summary>It was enabled.</summary>
    Enable,

    /// <summary>It was disabled.</summary>
    Disable,

    /// <summary>It connected.</summary>
    Online,

    /// <summary>It lost its connection.</summary>
    Offline,
}
