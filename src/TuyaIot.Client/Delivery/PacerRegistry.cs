using System;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace TuyaIot.Delivery;

/// <summary>
/// The pacers of many sessions. A quota counts an account, so all who use one key share its pace. A process that lives long may see many
/// keys, so a pacer that was idle for long goes when another one comes.
/// </summary>
internal sealed class PacerRegistry(TimeProvider time)
{
    private readonly ConcurrentDictionary<(Uri Endpoint, string AccessKeyId, string Action), Pacer> _pacers = new();

    /// <summary>The pacers of this process.</summary>
    public static PacerRegistry Shared { get; } = new(TimeProvider.System);

    public Pacer Get(Uri endpoint, string accessKeyId, string action)
    {
        if (_pacers.TryGetValue((endpoint, accessKeyId, action), out Pacer? known))
        {
            return known;
        }

        foreach (KeyValuePair<(Uri, string, string), Pacer> pair in _pacers)
        {
            if (pair.Value.IsIdle)
            {
                _pacers.TryRemove(pair.Key, out _);
            }
        }

        return _pacers.GetOrAdd((endpoint, accessKeyId, action), _ => new Pacer(time));
    }
}
