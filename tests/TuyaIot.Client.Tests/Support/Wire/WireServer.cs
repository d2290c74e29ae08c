using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Tasks;

namespace TuyaIot.Client.Tests.Support.Wire;

/// <summary>
/// A server of raw sockets on loopback. The n-th connection runs the n-th script; every further one accepts whatever comes, so
/// that a request sent once too often is not only counted but also changes the result.
/// </summary>
internal sealed class WireServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<Stream, Task<Stream>> _open;
    private readonly Func<WireConnection, Task>[] _scripts;
    private readonly ConcurrentQueue<WireRequest> _requests = [];
    private readonly ConcurrentQueue<Socket> _sockets = [];

    internal WireServer(params Func<WireConnection, Task>[] scripts)
        : this(static stream => Task.FromResult(stream), scripts)
    {
    }

    /// <summary>With something between the socket and the scripts, such as TLS.</summary>
    internal WireServer(Func<Stream, Task<Stream>> open, params Func<WireConnection, Task>[] scripts)
    {
        _open = open;
        _scripts = scripts;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _ = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    internal Uri Endpoint => new($"http://127.0.0.1:{Port}/");

    internal Uri SecureEndpoint => new($"https://127.0.0.1:{Port}/");

    internal int Connections => _sockets.Count;

    /// <summary>The complete requests, in the order of their last byte.</summary>
    internal IReadOnlyList<WireRequest> Requests => [.. _requests];

    public void Dispose()
    {
        _listener.Dispose();
        foreach (Socket socket in _sockets)
        {
            socket.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (int i = 0; ; i++)
            {
                Socket socket = await _listener.AcceptAsync();
                _sockets.Enqueue(socket);
                _ = ServeAsync(socket, i < _scripts.Length ? _scripts[i] : static connection => connection.AcceptAllAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket, Func<WireConnection, Task> script)
    {
        try
        {
            Stream stream = await _open(new NetworkStream(socket));
            await script(new WireConnection(socket, stream, _requests.Enqueue));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or AuthenticationException)
        {
            // The client ended the connection, which is what some scripts wait for.
        }
    }
}
