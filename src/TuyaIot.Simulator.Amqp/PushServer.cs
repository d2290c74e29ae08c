using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Amqp;

/// <summary>Pushes messages to consumer groups over AMQP 1.0. Each group gets every message.</summary>
public sealed class PushServer : IDisposable
{
    private readonly PushOptions _options;
    private readonly Dictionary<string, ConsumerGroup> _groups;
    private readonly ConcurrentDictionary<ClientConnection, bool> _clients = new();
    private readonly TcpListener _listener;
    private readonly Task _accepting;
    private long _attempts;
    private long _refused;
    private volatile bool _isStopped;

    /// <summary>Starts a server. It runs until it is disposed.</summary>
    /// <exception cref="SocketException">The port is in use.</exception>
    public PushServer(PushOptions options)
    {
        _options = options ?? throw new ArgumentNullException(nameof(options));
        _listener = new TcpListener(options.EndPoint);
        _listener.Start(backlog: 512);
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _groups = options.Groups
            .Select((name, index) => new ConsumerGroup(name, options, unchecked((options.Seed * 397) + index)))
            .ToDictionary(static group => group.Name, StringComparer.Ordinal);
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>What it did so far.</summary>
    public PushCounts GetCounts()
    {
        PushCounts sum = new() { Attempts = Interlocked.Read(ref _attempts), Refused = Interlocked.Read(ref _refused) };
        foreach (PushCounts counts in _groups.Values.Select(static group => group.Counts))
        {
            sum = sum with
            {
                Pushed = sum.Pushed + counts.Pushed,
                Redelivered = sum.Redelivered + counts.Redelivered,
                Settled = sum.Settled + counts.Settled,
                Dropped = sum.Dropped + counts.Dropped,
                Waiting = sum.Waiting + counts.Waiting,
                AttemptsPerMinute = Math.Max(sum.AttemptsPerMinute, counts.AttemptsPerMinute),
            };
        }

        return sum;
    }

    /// <summary>Gives messages to every group.</summary>
    public void Publish(IReadOnlyList<PushedMessage> messages)
    {
        foreach (ConsumerGroup group in _groups.Values)
        {
            group.Publish(messages);
        }
    }

    /// <summary>Stops the server: every connection is closed.</summary>
    public void Dispose()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        _listener.Stop();
        _accepting.GetAwaiter().GetResult();
        foreach (ClientConnection client in _clients.Keys)
        {
            client.Dispose();
        }

        foreach (ConsumerGroup group in _groups.Values)
        {
            group.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (!_isStopped)
        {
            try
            {
                Socket socket = await _listener.AcceptSocketAsync().ConfigureAwait(false);
                Interlocked.Increment(ref _attempts);
                ClientConnection client = new(new SocketTransport(socket), _options, _groups.GetValueOrDefault, OnRefused, OnEnded);
                _clients[client] = true;
                client.Start();
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // A client that left while it was accepted must not end the loop. Dispose ends it by its condition.
            }
        }
    }

    private void OnRefused() => Interlocked.Increment(ref _refused);

    private void OnEnded(ClientConnection client) => _clients.TryRemove(client, out _);
}
