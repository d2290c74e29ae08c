using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using TuyaIot.Messages;
using TuyaIot.Messages.Subscription;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Messages.Subscription;

/// <summary>A certificate that the system does not trust, before the server of messages.</summary>
public sealed class SecureMessageTests : IDisposable
{
    private readonly X509Certificate2 _certificate = TestCertificate.Create();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SecureMessageTests() => _listener.Start();

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    [Fact]
    public Task It_is_trusted_by_its_thumbprint() => ReadsAsync(new RpcOptions { Endpoint = Unused, CertificateThumbprint = _certificate.Thumbprint });

    [Fact]
    public Task Any_is_trusted_where_asked_for() => ReadsAsync(new RpcOptions { Endpoint = Unused, SkipCertificateCheck = true });

    [Fact]
    public Task Without_a_word_it_is_refused() => IsRefusedAsync(new RpcOptions { Endpoint = Unused }, "certificate");

    [Fact]
    public Task With_another_thumbprint_it_is_refused() =>
        IsRefusedAsync(new RpcOptions { Endpoint = Unused, CertificateThumbprint = new string('A', 40) }, $"the server presented {_certificate.Thumbprint}");

    private static Uri Unused => new("https://unused");

    private async Task ReadsAsync(RpcOptions security)
    {
        using MessageRig rig = new();
        _ = ServeAsync(rig);
        rig.Publish(3);
        await using MessageSubscription stream = Open(rig, security);

        Assert.Equal(MessageRig.Ids(3), await MessageRig.TakeAsync(stream, 3));
    }

    private async Task IsRefusedAsync(RpcOptions security, string says)
    {
        using MessageRig rig = new();
        _ = ServeAsync(rig);
        await using MessageSubscription stream = Open(rig, security);

        MessageStreamException exception = await Assert.ThrowsAsync<MessageStreamException>(
            () => stream.ReceiveAsync(Patience.Limit, TestContext.Current.CancellationToken));

        Assert.Equal("SecureConnectionFailed", exception.ErrorId);
        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
        Assert.Empty(rig.UserNames);
    }

    private MessageSubscription Open(MessageRig rig, RpcOptions security) =>
        rig.Open(endpoint: new Uri($"amqps://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"), security: security);

    /// <summary>Takes one connection's TLS off, and passes on what is in it.</summary>
    private async Task ServeAsync(MessageRig rig)
    {
        using TcpClient client = await _listener.AcceptTcpClientAsync();
        using TcpClient server = new();
        await server.ConnectAsync(rig.Endpoint.Host, rig.Endpoint.Port);
        using Stream plain = server.GetStream();
        using Stream secure = await TestCertificate.Serve(_certificate)(client.GetStream());
        await Task.WhenAny(secure.CopyToAsync(plain), plain.CopyToAsync(secure));
    }
}
