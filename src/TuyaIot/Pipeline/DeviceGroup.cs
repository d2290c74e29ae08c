using System;
using System.Collections.Generic;
using TuyaIot.Api;

namespace TuyaIot.Pipeline;

/// <summary>The names that wait for one call's next request.</summary>
/// <param name="call">What they are told.</param>
/// <param name="size">The most names that one request carries.</param>
/// <param name="room">How many bytes of names the URL has room for.</param>
internal sealed class DeviceGroup(IDeviceCall call, int size, int room)
{
    private readonly List<string> _names = new(size);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private int _used;

    public IDeviceCall Call { get; } = call;

    public int Count => _names.Count;

    public bool IsFull => _names.Count == size;

    /// <summary>False where the name has no room in this request any more. A name that is here already is not added again.</summary>
    public bool TryAdd(string name)
    {
        if (!_known.Add(name))
        {
            return true;
        }

        int length = EncodedLength(_names.Count + 1, name);
        if (_used + length > room)
        {
            _known.Remove(name);
            return false;
        }

        _names.Add(name);
        _used += length;
        return true;
    }

    /// <summary>Whether a request could carry this name if it were the only one.</summary>
    public bool Fits(string name) => EncodedLength(1, name) <= room;

    public string[] TakeAll()
    {
        string[] names = [.. _names];
        _names.Clear();
        _known.Clear();
        _used = 0;
        return names;
    }

    /// <summary>Where nothing limits the URL, as with a POST, there is nothing to measure.</summary>
    private int EncodedLength(int n, string name) => room == int.MaxValue ? 0 : DeviceNameList.EncodedLength(n, name);
}
