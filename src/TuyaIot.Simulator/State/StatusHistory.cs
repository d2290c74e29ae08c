using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.State;

/// <summary>The status of a device, and which status it had when a command was accepted. A device without changes stores none.</summary>
internal sealed class StatusHistory
{
    private readonly List<(long LastCommand, SimulatorDeviceStatus Status)> _past = [];
    private SimulatorDeviceStatus _connection;
    private bool _isDisabled;

    internal StatusHistory(SimulatorDeviceStatus status)
    {
        // A device that is disabled from the start is online once it is enabled.
        _isDisabled = status == SimulatorDeviceStatus.Disabled;
        _connection = _isDisabled ? SimulatorDeviceStatus.Online : status;
    }

    internal SimulatorDeviceStatus Current => _isDisabled ? SimulatorDeviceStatus.Disabled : _connection;

    /// <summary>The time of the last change, or null if there was none.</summary>
    internal DateTimeOffset? Changed { get; private set; }

    /// <summary>The time of the first connection since the device was registered here, or null.</summary>
    internal DateTimeOffset? FirstOnline { get; private set; }

    /// <summary>The time of the last connection after a change, or null.</summary>
    internal DateTimeOffset? LastOnline { get; private set; }

    internal SimulatorDeviceStatus At(long command)
    {
        foreach ((long lastCommand, SimulatorDeviceStatus status) in _past)
        {
            if (command <= lastCommand)
            {
                return status;
            }
        }

        return Current;
    }

    /// <summary>Connects the device. A disabled one shows it once it is enabled.</summary>
    internal void Connect(FleetMoment moment)
    {
        FirstOnline ??= moment.Time;
        Change(SimulatorDeviceStatus.Online, _isDisabled, moment);
    }

    internal void Disable(FleetMoment moment) => Change(_connection, isDisabled: true, moment);

    internal void Enable(FleetMoment moment) => Change(_connection, isDisabled: false, moment);

    private void Change(SimulatorDeviceStatus connection, bool isDisabled, FleetMoment moment)
    {
        SimulatorDeviceStatus before = Current;
        (_connection, _isDisabled) = (connection, isDisabled);
        if (Current != before)
        {
            _past.Add((moment.LastCommand, before));
            Changed = moment.Time;
            LastOnline = Current == SimulatorDeviceStatus.Online ? moment.Time : LastOnline;
        }
    }
}
