using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Api;
using TuyaIot.Binding;

namespace TuyaIot.Pipeline;

/// <summary>Gathers names into requests: a group for each call, so that rows for different products or Args never mix.</summary>
/// <param name="size">The most names that one request carries.</param>
/// <param name="roomFor">How many bytes of names a call's URL has room for.</param>
/// <param name="nextNumber">Numbers the requests of the run.</param>
/// <param name="sentBefore">Whether an earlier run sent these names the same and its answer was lost.</param>
internal sealed class DeviceBatcher(int size, Func<IDeviceCall, int> roomFor, Func<int> nextNumber, bool sentBefore = false)
{
    /// <summary>Keeps memory flat where every row has Args of its own: past this, the fullest group leaves early.</summary>
    private const int MostGroups = 256;

    private readonly Dictionary<IDeviceCall, DeviceGroup> _groups = [];
    private DeviceGroup? _last;

    /// <summary>How many names wait for a request.</summary>
    public int Waiting => _groups.Values.Sum(group => group.Count);

    /// <summary>
    /// Adds a name. What comes out is ready to be sent: nothing, or one request. Where it throws, nothing has changed: a request
    /// that had to leave for a new group would be lost with the exception.
    /// </summary>
    public DeviceBatch? Add(IDeviceCall call, string name)
    {
        DeviceGroup group = Find(call) ?? new DeviceGroup(call, size, roomFor(call));
        if (!group.TryAdd(name))
        {
            if (!group.Fits(name))
            {
                throw DeviceNameParser.Invalid(name, "it is too long for a URL; a credential with -Method Post has no such limit");
            }

            DeviceBatch full = Take(group);
            group.TryAdd(name);
            return full;
        }

        DeviceBatch? evicted = Keep(group);
        return group.IsFull ? Take(group) : evicted;
    }

    /// <summary>What is left when the input has ended.</summary>
    public IEnumerable<DeviceBatch> Flush() => _groups.Values.Where(group => group.Count > 0).Select(Take);

    private DeviceGroup? Find(IDeviceCall call) =>
        ReferenceEquals(_last?.Call, call) ? _last : _groups.TryGetValue(call, out DeviceGroup? group) ? group : null;

    private DeviceBatch? Keep(DeviceGroup group)
    {
        if (ReferenceEquals(_last, group))
        {
            return null;
        }

        _last = group;
        if (_groups.ContainsKey(group.Call))
        {
            return null;
        }

        DeviceBatch? evicted = Evict();
        _groups.Add(group.Call, group);
        return evicted;
    }

    private DeviceBatch? Evict()
    {
        if (_groups.Count < MostGroups)
        {
            return null;
        }

        DeviceGroup fullest = _groups.Values.Aggregate((left, right) => right.Count > left.Count ? right : left);
        _groups.Remove(fullest.Call);
        return fullest.Count == 0 ? null : Take(fullest);
    }

    private DeviceBatch Take(DeviceGroup group) => new(nextNumber(), group.Call, group.TakeAll(), sentBefore);
}
