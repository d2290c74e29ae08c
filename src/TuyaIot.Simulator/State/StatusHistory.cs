using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Simulator.State;

/// <summary>The status of a device, and which status it had when a command was accepted. A device without changes stores none.</summary>
internal sealed class StatusHistory
{
    private SimulatorDeviceStatus _connection;
    private bool _isDisabled;

    /// <summary>The statuses that ended, oldest first, each with the moment of its end.</summary>
    private (SimulatorDeviceStatus Status, FleetMoment End)[] _past = [];

    internal StatusHistory(SimulatorDeviceStatus status)
    {
        // A device that is disabled from the start is online once it is enabled.
        _isDisabled = status == SimulatorDeviceStatus.Disabled;
        _connection = _isDisabled ? SimulatorDeviceStatus.Online : status;
    }

    internal SimulatorDeviceStatus Current => _isDisabled ? SimulatorDeviceStatus.Disabled : _connection;

    /// <summary>The time of the last change, or null if there was none.</summary>
    internal DateTimeOffset? Changed => _past is [.., var last] ? last.End.Time : null;

    /// <summary>The times at which the device became online, oldest first.</summary>
    internal IEnumerable<DateTimeOffset> TimesOnline => _past
        .Where((_, i) => (i + 1 < _past.Length ? _past[i + 1].Status : Current) == SimulatorDeviceStatus.Online)
        .Select(static past => past.End.Time);

    internal SimulatorDeviceStatus At(long command)
    {
        foreach ((SimulatorDeviceStatus status, FleetMoment end) in _past)
        {
            if (command <= end.LastCommand)
            {
                return status;
            }
        }

        return Current;
    }

    /// <summary>When the device was online for the first time after a command, or null if it was not so far.</summary>
    internal DateTimeOffset? OnlineAfter(long command)
    {
        for (int i = 0; i < _past.Length; i++)
        {
            if (command <= _past[i].End.LastCommand
                && (i + 1 < _past.Length ? _past[i + 1].Status : Current) == SimulatorDeviceStatus.Online)
            {
                return _past[i].End.Time;
            }
        }

        return null;
    }

    /// <summary>Connects the device. A disabled one connects once it is enabled.</summary>
    internal void Connect(FleetMoment moment) => Change(SimulatorDeviceStatus.Online, _isDisabled, moment);

    /// <summary>Ends the connection of the device.</summary>
    internal void Disconnect(FleetMoment moment) => Change(SimulatorDeviceStatus.Offline, _isDisabled, moment);

    internal void Disable(FleetMoment moment) => Change(_connection, isDisabled: true, moment);

    internal void Enable(FleetMoment moment) => Change(_connection, isDisabled: false, moment);

    private void Change(SimulatorDeviceStatus connection, bool isDisabled, FleetMoment moment)
    {
        SimulatorDeviceStatus before = Current;
        (_connection, _isDisabled) = (connection, isDisabled);
        if (Current != before)
        {
            _past = [.. _past, (before, moment)];
        }
    }
}
