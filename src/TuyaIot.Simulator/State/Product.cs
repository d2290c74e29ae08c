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

    /// <summary>The devices that the caller can list, oldest first.</summary>
    private readonly List<int> _listed = [];
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

    /// <summary>How devices answer commands.</summary>
    internal AnswerRules Answers { get; init; } = AnswerRules.None;

    /// <summary>The share of commands that devices execute in silence.</summary>
    internal double SilentRate { get; init; }

    /// <summary>The share of commands that devices answer late.</summary>
    internal double LateRate { get; init; }

    /// <summary>How late a late answer is.</summary>
    internal TimeSpan LateDelay { get; init; }

    /// <summary>How long after its registration a device connects for the first time, or null if it never does.</summary>
    internal TimeSpan? ActivationDelay { get; init; }

    /// <summary>How long it takes to create a batch of devices.</summary>
    internal TimeSpan RegistrationDelay { get; init; }

    /// <summary>How long a device takes to upgrade its firmware.</summary>
    internal TimeSpan UpgradeTime { get; init; } = DefaultUpgradeTime;

    /// <summary>The number of devices that were named so far.</summary>
    internal int DeviceCount => _names.Count;

    /// <summary>The number of devices that the caller can list.</summary>
    internal int ListedCount => _listed.Count;

    internal bool Exists(string device)
    {
        if (isOpen && _states.Count == 0)
        {
            return true;
        }

        int number = _names.Find(device);
        return number < 0 ? isOpen : StateOf(number)?.Status != SimulatorDeviceStatus.Unknown;
    }

    /// <summary>Whether a device has the name. In an open product a name is free until someone uses it.</summary>
    internal bool IsTaken(string device) =>
        _names.Find(device) is >= 0 and int number && StateOf(number)?.Status != SimulatorDeviceStatus.Unknown;

    /// <summary>The number of the device. A new one is added.</summary>
    internal int Add(string device)
    {
        int known = _names.Count;
        int number = _names.Add(device);
        if (number == known)
        {
            _listed.Add(number);
        }

        if (number >= _executions.Length)
        {
            Array.Resize(ref _executions, _executions.Length * 2);
        }

        return number;
    }

    /// <summary>Adds the devices of the setup. They are as old as each other, and a listing, newest first, keeps their order.</summary>
    internal void Add(IReadOnlyList<string> devices)
    {
        foreach (string device in devices)
        {
            Add(device);
        }

        _listed.Reverse();
    }

    /// <summary>Sets the state of a device of the setup.</summary>
    internal void Set(string device, DeviceState state)
    {
        int number = Add(device);
        _states[number] = state;
        if (state.Status == SimulatorDeviceStatus.Unknown || state.IsOfOtherAccount)
        {
            _listed.Remove(number);
        }
    }

    /// <summary>Registers a device whose name is free.</summary>
    internal DeviceState Register(string device, string? nickname, FleetMoment moment)
    {
        DeviceState? deleted = StateOf(device);
        int number = Add(device);
        if (deleted is not null)
        {
            _listed.Add(number);
        }

        return _states[number] = new DeviceState(SimulatorDeviceStatus.Inactive)
        {
            Nickname = nickname,
            Origin = new DeviceOrigin(moment, GenerationOf(number), deleted),
        };
    }

    /// <summary>Deletes a device. Its name is free, and a device registered with it is another one.</summary>
    internal void Delete(string device, FleetMoment moment)
    {
        int number = Add(device);
        DeviceState state = GetOrCreateState(number);
        _states[number] = new DeviceState(SimulatorDeviceStatus.Unknown)
        {
            Origin = new DeviceOrigin(moment, GenerationOf(number) + 1, state),
        };
        _listed.Remove(number);
    }

    /// <summary>The name of a listed device, by its position from the oldest.</summary>
    internal string ListedAt(int position) => _names[_listed[position]];

    internal string NameOf(int device) => _names[device];

    /// <summary>The number of the device, or -1.</summary>
    internal int NumberOf(string device) => _names.Find(device);

    internal DeviceState? StateOf(int device) => _states.TryGetValue(device, out DeviceState? state) ? state : null;

    /// <summary>How many devices of the name were deleted before this one.</summary>
    internal int GenerationOf(int device) => StateOf(device)?.Origin?.Generation ?? 0;

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
