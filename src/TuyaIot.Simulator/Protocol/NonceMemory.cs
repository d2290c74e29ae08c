using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.Protocol;

/// <summary>Remembers the latest nonces, at most <paramref name="capacity"/>.</summary>
internal sealed class NonceMemory(int capacity)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _byAge = new();

    /// <summary>Whether the nonce is new. It is remembered from then on.</summary>
    internal bool TryUse(string nonce)
    {
        if (!_known.Add(nonce))
        {
            return false;
        }

        _byAge.Enqueue(nonce);
        if (_byAge.Count > capacity)
        {
            _known.Remove(_byAge.Dequeue());
        }

        return true;
    }
}
