using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Api;
using TuyaIot.Binding;

namespace TuyaIot.Pipeline;

/// <summary>Gathers names into requests: a group for each command, so that rows for different products or Args never mix.</summary>
/// <param name="createGroup">Creates the group of a command.</param>
/// <param name="nextNumber">Numbers the requests of the run.</param>
/// <param name="sentBefore">Whether an earlier run sent these names the same and its reply was lost.</param>
internal sealed class DeviceBatcher(Func<DeviceBatchCall, DeviceGroup> createGroup, Func<int> nextNumber, bool sentBefore = false)
{
    /// <summary>Keeps memory bounded where rows have many different commands. A group counts like this many names.</summary>
    private const int GroupWeight = 20;

    private const int MaxWeight = 500_000;

    private readonly Dictionary<DeviceBatchCall, DeviceGroup> _groups = [];
    private DeviceGroup? _last;

    /// <summary>How many names wait for a request.</summary>
    public int Waiting { get; private set; }

    /// <summary>
    /// Adds a name. The result is a request that is ready to be sent, or null. Where this throws, nothing has changed.
    /// </summary>
    public DeviceBatch? Add(DeviceBatchCall call, string name)
    {
        DeviceGroup group = Find(call);
        int before = group.Count;
        if (group.TryAdd(name))
        {
            Waiting += group.Count - before;
            return group.IsFull ? Take(group) : null;
        }

        if (!group.Fits(name))
        {
            throw DeviceNameParser.Invalid(name, "it is too long for a URL; a credential with -Method Post has no such limit");
        }

        DeviceBatch full = Take(group);
        group.TryAdd(name);
        Waiting++;
        return full;
    }

    /// <summary>Whether so many names wait that some have to leave early.</summary>
    public bool IsOverfull => Weight > MaxWeight;

    /// <summary>Requests that leave early, the fullest first.</summary>
    public IEnumerable<DeviceBatch> TakeOverflow()
    {
        foreach (DeviceGroup group in _groups.Values.OrderByDescending(static group => group.Count).ToArray())
        {
            if (Weight <= MaxWeight / 5 * 4)
            {
                yield break;
            }

            _groups.Remove(group.Call);
            _last = null;
            if (group.Count > 0)
            {
                yield return Take(group);
            }
        }
    }

    /// <summary>What is left when the input has ended.</summary>
    public IEnumerable<DeviceBatch> Flush() => _groups.Values.Where(static group => group.Count > 0).Select(Take);

    private long Weight => Waiting + ((long)GroupWeight * _groups.Count);

    private DeviceGroup Find(DeviceBatchCall call)
    {
        if (ReferenceEquals(_last?.Call, call))
        {
            return _last!;
        }

        if (!_groups.TryGetValue(call, out DeviceGroup? group))
        {
            group = createGroup(call);
            _groups.Add(call, group);
        }

        return _last = group;
    }

    private DeviceBatch Take(DeviceGroup group)
    {
        Waiting -= group.Count;
        return new DeviceBatch(nextNumber(), group.Call, group.Template, group.TakeAll(), sentBefore);
    }
}
