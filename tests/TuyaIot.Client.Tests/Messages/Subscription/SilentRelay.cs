using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace TuyaIot.Client.Tests.Messages.Subscription;

/// <summary>Stands between a reader and its server, and keeps back what the server says from some moment on, as a server that hangs.</summary>
internal sealed class SilentRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _server;
    private TcpClient? _near;
    private TcpClient? _far;

    public SilentRelay(Uri server)
    {
        _server = server;
        _listener.Start();
        Endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));
        _ = RelayAsync();
    }

    public Uri Endpoint { get; }

    public bool IsSilent { get; set; }

    public void Dispose()
    {
        _listener.Stop();
        _near?.Dispose();
        _far?.Dispose();
    }

    private async Task RelayAsync()
    {
        _near = await _listener.AcceptTcpClientAsync();
        _far = new TcpClient();
        await _far.ConnectAsync(_server.Host, _server.Port);
        Task requests = _near.GetStream().CopyToAsync(_far.GetStream());
        byte[] bytes = new byte[8192];
        Stream from = _far.GetStream();
        for (int count; (count = await from.ReadAsync(bytes)) > 0 && !IsSilent;)
        {
            await _near.GetStream().WriteAsync(bytes.AsMemory(0, count));
        }

        await requests;
    }
}
