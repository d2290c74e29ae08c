using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Connection;
using TuyaIot.Delivery;
using TuyaIot.Signing;
using TuyaIot.Transport;

namespace TuyaIot;

/// <summary>
/// Shares one session among all that use equal profiles: a script that makes a new credential for each call still keeps its
/// connections. A session that nobody uses stays open for the next call; the oldest of more than a few is closed.
/// </summary>
internal sealed class SessionPool(TimeProvider time) : IDisposable
{
    /// <summary>How many sessions stay open without a user.</summary>
    private const int MaxIdle = 8;

    private readonly object _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The pool of this process. Its sessions share the pacers of <see cref="PacerRegistry"/> as well.</summary>
    public static SessionPool Shared { get; } = new(TimeProvider.System);

    public Lease Rent(ConnectionProfile profile)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(profile.Fingerprint, out Entry? entry))
            {
                entry = new Entry(CreateSession(profile));
                _entries.Add(profile.Fingerprint, entry);
            }

            entry.Users++;
            return new Lease(this, entry);
        }
    }

    /// <summary>Closes the session of a profile, now or as soon as nobody uses it any more.</summary>
    public void Forget(ConnectionProfile profile)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(profile.Fingerprint, out Entry? entry))
            {
                Remove(entry);
            }
        }
    }

    /// <summary>Closes every session, those in use as soon as nobody uses them any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (Entry entry in _entries.Values.ToArray())
            {
                Remove(entry);
            }
        }
    }

    private GatewaySession CreateSession(ConnectionProfile profile) => new(
        new RpcClient(profile.AccessKey, profile.Options, time, new NonceSource().Next),
        time,
        action => PacerRegistry.Shared.Get(profile.Options.Endpoint, profile.AccessKey.Id, action));

    private void Return(Entry entry)
    {
        lock (_gate)
        {
            entry.Users--;
            entry.LastUsed = time.GetTimestamp();
            if (entry.IsForgotten)
            {
                CloseIfIdle(entry);
                return;
            }

            Entry[] idle = [.. _entries.Values.Where(static one => one.Users == 0)];
            if (idle.Length > MaxIdle)
            {
                Remove(idle.OrderBy(static one => one.LastUsed).First());
            }
        }
    }

    private void Remove(Entry entry)
    {
        entry.IsForgotten = true;
        _entries.Remove(_entries.First(pair => ReferenceEquals(pair.Value, entry)).Key);
        CloseIfIdle(entry);
    }

    private static void CloseIfIdle(Entry entry)
    {
        if (entry.Users == 0)
        {
            entry.Session.Client.Dispose();
        }
    }

    /// <summary>The use of a session. Dispose ends it.</summary>
    internal sealed class Lease : IDisposable
    {
        private readonly SessionPool _pool;
        private Entry? _entry;

        internal Lease(SessionPool pool, Entry entry)
        {
            _pool = pool;
            _entry = entry;
            Session = entry.Session;
        }

        public GatewaySession Session { get; }

        public void Dispose()
        {
            if (_entry is Entry entry)
            {
                _entry = null;
                _pool.Return(entry);
            }
        }
    }

    internal sealed class Entry(GatewaySession session)
    {
        public GatewaySession Session { get; } = session;

        public int Users { get; set; }

        public long LastUsed { get; set; }

        public bool IsForgotten { get; set; }
    }
}
