using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using TuyaIot.Signing;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Transport;

/// <summary>Whom the client speaks to: nobody whom the system does not trust, unless told which one.</summary>
public sealed class SecureConnectionTests : IDisposable
{
    private readonly X509Certificate2 _certificate = TestCertificate.Create();

    public void Dispose() => _certificate.Dispose();

    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public async Task A_certificate_that_is_not_trusted_is_refused(RpcMethod method) => await AssertRefusedAsync(
        TestCertificate.Serve(_certificate), server => new RpcOptions { Endpoint = server.SecureEndpoint, Method = method });

    [Theory]
    [InlineData("SHA1", false)]
    [InlineData("SHA1", true)]
    [InlineData("SHA256", false)]
    [InlineData("SHA256", true)]
    public async Task A_certificate_is_trusted_by_its_thumbprint(string algorithm, bool lowerCase)
    {
        string thumbprint = _certificate.GetCertHashString(new HashAlgorithmName(algorithm));

        await AssertAcceptedAsync(server => new RpcOptions
        {
            Endpoint = server.SecureEndpoint,
            CertificateThumbprint = lowerCase ? thumbprint.ToLowerInvariant() : thumbprint,
        });
    }

    [Fact]
    public async Task Any_certificate_is_trusted_where_asked_for() => await AssertAcceptedAsync(
        static server => new RpcOptions { Endpoint = server.SecureEndpoint, SkipCertificateCheck = true });

    [Theory]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    public async Task A_certificate_with_another_thumbprint_is_refused(string algorithm)
    {
        using X509Certificate2 other = TestCertificate.Create();
        string expected = other.GetCertHashString(new HashAlgorithmName(algorithm));
        string presented = _certificate.GetCertHashString(new HashAlgorithmName(algorithm));
        using WireServer server = new(TestCertificate.Serve(_certificate));
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.SecureEndpoint, CertificateThumbprint = expected });

        RpcReply reply = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        Assert.Equal((TransportFailureKind.CertificateMismatch, false), (reply.Failure?.Kind, reply.Failure?.Sent));
        Assert.Equal(
            $"No secure connection to 127.0.0.1:{server.Port}: -CertificateThumbprint expects the certificate {expected}, "
                + $"and the server presented {presented} (CN=localhost).",
            reply.ErrorMessage);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_is_refused()
    {
        using WireServer server = new(static async connection =>
        {
            await connection.WaitForBytesAsync();
            await connection.ReplyAsync("400 Bad Request");
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.SecureEndpoint });

        AssertRefused(await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None));
    }

    [Fact]
    public async Task TLS_1_1_is_refused()
    {
#pragma warning disable SYSLIB0039, CA5397 // What is refused has to be offered first.
        const SslProtocols Outdated = SslProtocols.Tls11;
#pragma warning restore SYSLIB0039, CA5397
        Assert.SkipUnless(await SpeaksAsync(Outdated), "This platform cannot speak TLS 1.1, so that there is nothing to refuse.");

        await AssertRefusedAsync(
            TestCertificate.Serve(_certificate, Outdated),
            static server => new RpcOptions { Endpoint = server.SecureEndpoint, SkipCertificateCheck = true });
    }

    /// <summary>Within TLS no proxy speaks in the place of the gateway, so none is named.</summary>
    [Fact]
    public async Task A_reply_that_is_none_is_the_gateways_own()
    {
        using WireServer server = new(TestCertificate.Serve(_certificate), static async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.ReplyAsync("502 Bad Gateway", "Content-Type: text/html\r\n", "<html>");
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.SecureEndpoint, SkipCertificateCheck = true });

        RpcReply reply = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        Assert.Equal("HTTP 502 with a body that is no reply of the API (text/html, 6 bytes).", reply.ErrorMessage);
    }

    private async Task AssertAcceptedAsync(Func<WireServer, RpcOptions> options)
    {
        using WireServer server = new(TestCertificate.Serve(_certificate));
        using RpcClient client = Sample.Client(options(server));

        Assert.True((await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None)).Success);
    }

    private static async Task AssertRefusedAsync(
        Func<Stream, Task<Stream>> open, Func<WireServer, RpcOptions> options)
    {
        using WireServer server = new(open);
        using RpcClient client = Sample.Client(options(server));

        AssertRefused(await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None));
        Assert.Empty(server.Requests);
    }

    private static void AssertRefused(RpcReply reply)
    {
        Assert.Equal((TransportFailureKind.SecureConnectionFailed, false), (reply.Failure?.Kind, reply.Failure?.Sent));
        Assert.StartsWith("No secure connection to 127.0.0.1:", reply.ErrorMessage, StringComparison.Ordinal);
    }

    /// <summary>Whether both sides of this platform can be brought to speak a version at all.</summary>
    private async Task<bool> SpeaksAsync(SslProtocols version)
    {
        using WireServer server = new(TestCertificate.Serve(_certificate, version));
        using TcpClient tcp = new("127.0.0.1", server.Port);
#pragma warning disable CA5359 // It is the version that is asked for here.
        using SslStream secure = new(tcp.GetStream(), leaveInnerStreamOpen: false, static (_, _, _, _) => true);
#pragma warning restore CA5359
        try
        {
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = version });
            return true;
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
