using System;
using System.Collections.Generic;
using System.Text.Json;

namespace TuyaIot.Simulator.State;

/// <summary>One product and its devices.</summary>
internal sealed class Product(string key, bool isOpen)
{
    internal static readonly TimeSpan DefaultUpgradeTime = TimeSpan.FromSeconds(10);

    private readonly NameTable _names = new();
    private readonly Dictionary<int, DeviceState> _states = [];
    private int[] _executions = new int[16];

    internal string Key { get; } = key;

    internal string Name { get; set; } = key;

    internal DateTimeOffset Created { get; init; }

    internal JsonElement? ThingModel { get; set; }

    /// <summary>How long a command takes to a device.</summary>
    internal TimeSpan Delay { get; set; }

    /// <summary>The share of commands that devices fail to execute.</summary>
    internal double FailRate { get; set; }

    /// <summary>The share of commands that never arrive.</summary>
    internal double LossRate { get; set; }

    /// <summary>How long a device takes to upgrade its firmware.</summary>
    internal TimeSpan UpgradeTime { get; init; } = DefaultUpgradeTime;

    /// <summary>The number of devices that were named so far.</summary>
    internal int DeviceCount => _names.Count;

    internal bool Exists(string device)
    {
        if (isOpen && _states.Count == 0)
        {
            return true;
        }

        int number = _names.Find(device);
        return number < 0 ? isOpen : StateOf(number)?.Status != SimulatorDeviceStatus.Unknown;
    }

    /// <summary>The number of the device. A new one is added.</summary>
    internal int Add(string device)
    {
        int number = _names.Add(device);
        if (number >= _executions.Length)
        {
            Array.Resize(ref _executions, _executions.Length * 2);
        }

        return number;
    }

    internal string NameOf(int device) => _names[device];

    /// <summary>The number of the device, or -1.</summary>
    internal int NumberOf(string device) => _names.Find(device);

    internal DeviceState? StateOf(int device) => _states.TryGetValue(device, out DeviceState? state) ? state : null;

    /// <summary>The state of a device, or null if it has none of its own.</summary>
    internal DeviceState? StateOf(string device) => _names.Find(device) is >= 0 and int number ? StateOf(number) : null;

    /// <summary>The state of a device, created if it has none.</summary>
    internal DeviceState GetOrCreateState(int device)
    {
        if (!_states.TryGetValue(device, out DeviceState? state))
        {
            _states[device] = state = new DeviceState();
        }

        return state;
    }

    internal void CountExecution(int device) => _executions[device]++;

    internal int ExecutionsOf(int device) => _executions[device];
}
