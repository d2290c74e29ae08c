using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.Checks;

/// <summary>Remembers the last nonces, so many and no more.</summary>
internal sealed class NonceMemory(int capacity)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _byAge = new();

    /// <summary>True for a nonce that is new, which it then no longer is.</summary>
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
