using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace TuyaIot.Client.Tests.Support.Gateways;

/// <summary>
/// A server on a real socket that answers by a script, the last answer again and again, and keeps what reached it. Nothing but
/// a real socket shows what an HTTP stack sends on its own.
/// </summary>
internal sealed class ScriptedGateway : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentBag<Socket> _connections = [];
    private readonly ConcurrentQueue<ReceivedRequest> _requests = [];
    private readonly Channel<ReceivedRequest> _arrivals = Channel.CreateUnbounded<ReceivedRequest>();
    private readonly Answer[] _script;
    private int _answered;

    private ScriptedGateway(Answer[] script)
    {
        _script = script;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/");
    }

    public Uri Endpoint { get; }

    /// <summary>What has arrived, in that order.</summary>
    public IReadOnlyCollection<ReceivedRequest> Requests => _requests;

    public static ScriptedGateway Start(params Answer[] script)
    {
        ScriptedGateway gateway = Closed(script);
        gateway.Open();
        return gateway;
    }

    /// <summary>Has an address where nobody answers until it is opened.</summary>
    public static ScriptedGateway Closed(params Answer[] script) => new(script);

    public void Open()
    {
        _listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>Waits for the next request that arrives.</summary>
    public Task<ReceivedRequest> ArrivalAsync() => _arrivals.Reader.ReadAsync().AsTask();

    public void Dispose()
    {
        _listener.Dispose();
        foreach (Socket connection in _connections)
        {
            connection.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket connection = await _listener.AcceptAsync();
                _connections.Add(connection);
                _ = ServeAsync(connection);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        try
        {
            bool keep = true;
            while (keep && await ReadAsync(connection) is ReceivedRequest request)
            {
                _requests.Enqueue(request);
                _arrivals.Writer.TryWrite(request);
                int number = Interlocked.Increment(ref _answered) - 1;
                keep = await _script[Math.Min(number, _script.Length - 1)](connection, request);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client is gone, or the test has ended.
        }
        finally
        {
            connection.Dispose();
        }
    }

    private static async Task<ReceivedRequest?> ReadAsync(Socket connection)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[8192];
        while (true)
        {
            int read = await connection.ReceiveAsync(buffer, SocketFlags.None);
            if (read == 0)
            {
                return null;
            }

            // One ASCII character is one byte, so that positions in the text are those on the wire.
            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            string all = text.ToString();
            int head = all.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head >= 0 && all.Length == head + 4 + BodyLength(all[..head]))
            {
                return ReceivedRequest.Parse(all, all[(head + 4)..]);
            }
        }
    }

    private static int BodyLength(string head)
    {
        const string Name = "\r\nContent-Length: ";
        int start = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase) + Name.Length;
        return start < Name.Length ? 0 : int.Parse(head[start..].Split('\r')[0], CultureInfo.InvariantCulture);
    }
}
