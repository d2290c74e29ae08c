using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Signing;

namespace TuyaIot.Pipeline;

/// <summary>Gathers the names of a query into requests, for each product by itself. A name that is twice in a request is asked once.</summary>
/// <param name="size">The most names that one request carries.</param>
/// <param name="send">Receives the product and its names.</param>
/// <param name="room">How many bytes the names of a request may take in a URL.</param>
internal sealed class NameBatcher(int size, Action<string, IReadOnlyList<string>> send, int room = int.MaxValue)
{
    /// <summary>Keeps memory bounded where names of many products come mixed.</summary>
    private const int MaxWaiting = 100_000;

    /// <summary>What a URL has beside each name: &amp;DeviceName.100=.</summary>
    private const int NameOverhead = 16;

    private readonly Dictionary<string, HashSet<string>> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _used = new(StringComparer.Ordinal);
    private int _waiting;

    public void Add(string productKey, string name)
    {
        if (!_names.TryGetValue(productKey, out HashSet<string>? names))
        {
            _names.Add(productKey, names = new HashSet<string>(StringComparer.Ordinal));
        }

        if (room != int.MaxValue && !names.Contains(name))
        {
            MakeRoom(productKey, name);
            names = _names[productKey];
        }

        _waiting += names.Add(name) ? 1 : 0;
        if (names.Count == size)
        {
            Send(productKey);
        }
        else if (_waiting == MaxWaiting)
        {
            Flush();
        }
    }

    /// <summary>Sends what is left.</summary>
    public void Flush()
    {
        foreach (string productKey in _names.Keys.ToArray())
        {
            Send(productKey);
        }
    }

    private void MakeRoom(string productKey, string name)
    {
        int length = NameOverhead + PercentEncoding.EncodedLength(name);
        _used.TryGetValue(productKey, out int used);
        if (used + length > room && used > 0)
        {
            Send(productKey);
            _names.Add(productKey, new HashSet<string>(StringComparer.Ordinal));
            used = 0;
        }

        _used[productKey] = used + length;
    }

    private void Send(string productKey)
    {
        string[] names = [.. _names[productKey]];
        _names.Remove(productKey);
        _used.Remove(productKey);
        _waiting -= names.Length;
        send(productKey, names);
    }
}
