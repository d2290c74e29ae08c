using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Client.Tests.Messages.Subscription;

/// <summary>Stands between a reader and its server. While it refuses, it closes each new connection at once, as a server that is down.</summary>
internal sealed class RefusingRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _server;
    private int _refused;

    public RefusingRelay(Uri server)
    {
        _server = server;
        _listener.Start();
        Endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));
        _ = AcceptAsync();
    }

    public Uri Endpoint { get; }

    public bool IsRefusing { get; set; }

    /// <summary>How many connections were refused.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient near = await _listener.AcceptTcpClientAsync();
            if (IsRefusing)
            {
                near.Dispose();
                Interlocked.Increment(ref _refused);
            }
            else
            {
                _ = RelayAsync(near);
            }
        }
    }

    private async Task RelayAsync(TcpClient near)
    {
        using (near)
        {
            using TcpClient far = new();
            await far.ConnectAsync(_server.Host, _server.Port);
            Stream nearStream = near.GetStream();
            Stream farStream = far.GetStream();
            await Task.WhenAny(nearStream.CopyToAsync(farStream), farStream.CopyToAsync(nearStream));
        }
    }
}
