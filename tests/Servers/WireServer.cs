using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Tasks;

namespace TuyaIot.Tests.Servers;

/// <summary>
/// A server of raw sockets on loopback. The n-th connection runs the n-th script; every further one accepts whatever comes, so
/// that a request sent once too often is not only counted but also changes the result. Nothing but a real socket shows what an
/// HTTP stack sends on its own.
/// </summary>
internal sealed class WireServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<Stream, Task<Stream>>? _open;
    private readonly Func<int, Func<WireConnection, Task>> _scriptOf;
    private readonly ConcurrentQueue<WireRequest> _requests = [];
    private readonly ConcurrentQueue<Socket> _sockets = [];

    internal WireServer(params Func<WireConnection, Task>[] scripts)
        : this(null, scripts)
    {
    }

    /// <summary>With something between the socket and the scripts, such as TLS.</summary>
    internal WireServer(Func<Stream, Task<Stream>>? open, params Func<WireConnection, Task>[] scripts)
        : this(i => i < scripts.Length ? scripts[i] : static connection => connection.AcceptAllAsync(), open, isClosed: false)
    {
    }

    private WireServer(Func<int, Func<WireConnection, Task>> scriptOf, Func<Stream, Task<Stream>>? open, bool isClosed)
    {
        _scriptOf = scriptOf;
        _open = open;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (!isClosed)
        {
            Open();
        }
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    internal Uri Endpoint => new($"http://127.0.0.1:{Port}/");

    internal Uri SecureEndpoint => new($"https://127.0.0.1:{Port}/");

    internal int Connections => _sockets.Count;

    /// <summary>The complete requests, in the order of their last byte.</summary>
    internal IReadOnlyList<WireRequest> Requests => [.. _requests];

    /// <summary>Every connection runs the script. Until it is opened, the server has an address that refuses connections.</summary>
    internal static WireServer Closed(Func<WireConnection, Task> script, Func<Stream, Task<Stream>>? open = null) =>
        new(_ => script, open, isClosed: true);

    internal void Open()
    {
        _listener.Listen();
        _ = AcceptAsync();
    }

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
                socket.NoDelay = true;
                _sockets.Enqueue(socket);
                _ = ServeAsync(socket, _scriptOf(i));
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
            Stream stream = new NetworkStream(socket);
            stream = _open is null ? stream : await _open(stream);
            await script(new WireConnection(socket, stream, _requests.Enqueue));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or AuthenticationException)
        {
            // The client ended the connection, which is what some scripts wait for, or the test is over.
        }
    }
}
