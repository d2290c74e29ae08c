using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Transport;

/// <summary>Each failed connection gives its own reason, whatever one before it failed for.</summary>
public sealed class CertificateReasonTests : IDisposable
{
    private readonly X509Certificate2 _expected = TestCertificate.Create();
    private readonly X509Certificate2 _other = TestCertificate.Create();

    public void Dispose()
    {
        _expected.Dispose();
        _other.Dispose();
    }

    /// <summary>A server whose certificate was changed, that is then replaced by one without TLS, and that comes back as it was.</summary>
    [Fact]
    public async Task A_failure_without_a_certificate_does_not_repeat_the_mismatch_before_it()
    {
        int connection = 0;
        using WireServer server = new(stream => Interlocked.Increment(ref connection) switch
        {
            1 => TestCertificate.Serve(_other)(stream),
            2 => AnswerWithoutTlsAsync(stream),
            3 => TestCertificate.Serve(_other)(stream),
            _ => TestCertificate.Serve(_expected)(stream),
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.SecureEndpoint, CertificateThumbprint = _expected.Thumbprint });

        RpcReply[] replies = [await SendAsync(client), await SendAsync(client), await SendAsync(client), await SendAsync(client)];

        Assert.Equal(
            [TransportFailureKind.CertificateMismatch, TransportFailureKind.SecureConnectionFailed, TransportFailureKind.CertificateMismatch, null],
            replies.Select(static reply => reply.Failure?.Kind));
        Assert.Contains(_other.Thumbprint, replies[0].ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(_other.Thumbprint, replies[1].ErrorMessage, StringComparison.Ordinal);
        Assert.Contains(_other.Thumbprint, replies[2].ErrorMessage, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Connections_that_are_opened_at_once_do_not_mix_their_reasons()
    {
        const int Count = 40;
        int connection = 0;
        using WireServer server = new(stream =>
            Interlocked.Increment(ref connection) % 2 == 0 ? TestCertificate.Serve(_other)(stream) : AnswerWithoutTlsAsync(stream));
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.SecureEndpoint, CertificateThumbprint = _expected.Thumbprint });

        RpcReply[] replies = await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => SendAsync(client)));

        Assert.Equal(Count / 2, replies.Count(static reply => reply.Failure?.Kind is TransportFailureKind.CertificateMismatch));
        Assert.Equal(Count / 2, replies.Count(static reply => reply.Failure?.Kind is TransportFailureKind.SecureConnectionFailed));
        Assert.All(replies, static reply => Assert.False(reply.Failure!.Sent));
    }

    private static Task<RpcReply> SendAsync(RpcClient client) => client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

    private static async Task<Stream> AnswerWithoutTlsAsync(Stream stream)
    {
        await stream.ReadExactlyAsync(new byte[1]);
        await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        throw new IOException("This connection ends here.");
    }
}
