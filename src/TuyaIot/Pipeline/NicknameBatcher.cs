using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Signing;

namespace TuyaIot.Pipeline;

/// <summary>
/// Gathers nicknames into requests, for each product by itself: up to 100 devices, and fewer where a GET's URL has no room. Of a device
/// that comes twice in a request, the last nickname counts.
/// </summary>
/// <param name="client">Measures a request.</param>
/// <param name="send">Receives each request.</param>
internal sealed class NicknameBatcher(IotClient client, Action<BatchUpdateDeviceNickname> send)
{
    /// <summary>Keeps memory bounded where devices of many products come mixed.</summary>
    private const int MaxWaiting = 100_000;

    private readonly Dictionary<string, Group> _groups = new(StringComparer.Ordinal);
    private int _waiting;

    public void Add(string productKey, DeviceNickname device)
    {
        if (!_groups.TryGetValue(productKey, out Group? group))
        {
            _groups.Add(productKey, group = new Group(productKey, client.RoomFor(new BatchUpdateDeviceNickname(productKey, []))));
        }

        if (!group.TryAdd(device))
        {
            Send(group);
            if (!group.TryAdd(device))
            {
                throw DeviceNameParser.Invalid(device.DeviceName, "it is too long for a URL; a credential with -Method Post has no such limit");
            }
        }

        if (group.Count == BatchUpdateDeviceNickname.MaxDevices)
        {
            Send(group);
        }
        else if (++_waiting >= MaxWaiting)
        {
            Flush();
        }
    }

    /// <summary>Sends what is left.</summary>
    public void Flush()
    {
        foreach (Group group in _groups.Values)
        {
            Send(group);
        }

        _groups.Clear();
        _waiting = 0;
    }

    private void Send(Group group)
    {
        if (group.Count > 0)
        {
            send(group.Take());
        }
    }

    /// <summary>The devices of one product that wait for the next request.</summary>
    private sealed class Group(string productKey, int room)
    {
        private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
        private readonly List<DeviceNickname> _devices = [];
        private int _used;

        public int Count => _devices.Count;

        public bool TryAdd(DeviceNickname device)
        {
            bool isKnown = _index.TryGetValue(device.DeviceName, out int index);
            int used = _used + LengthOf(device) - (isKnown ? LengthOf(_devices[index]) : 0);
            if (used > room)
            {
                return false;
            }

            _used = used;
            if (isKnown)
            {
                _devices[index] = device;
            }
            else
            {
                _index.Add(device.DeviceName, _devices.Count);
                _devices.Add(device);
            }

            return true;
        }

        public BatchUpdateDeviceNickname Take()
        {
            BatchUpdateDeviceNickname call = new(productKey, [.. _devices]);
            _devices.Clear();
            _index.Clear();
            _used = 0;
            return call;
        }

        /// <summary>What a device adds to a URL, its number taken as the longest.</summary>
        private int LengthOf(DeviceNickname device) => room == int.MaxValue ? 0 : new BatchUpdateDeviceNickname(productKey, [device]).GetParameters()
            .Sum(static parameter => "&=00".Length + PercentEncoding.EncodedLength(parameter.Name) + PercentEncoding.EncodedLength(parameter.Value));
    }
}
