using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Tasks;
using TuyaIot.Replies;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Transport;

/// <summary>What an exception says about an attempt. .NET Framework throws others than .NET, so that they are made here.</summary>
public sealed class TransportFailureMapperTests
{
    private static readonly RpcOptions Options = new() { Endpoint = new Uri("https://gateway.example:8686/"), Proxy = new Uri("http://proxy.example:8080/") };

    /// <summary>Where .NET Framework sends a GET, no content of the client's own shows whether it left.</summary>
    [Theory]
    [InlineData(WebExceptionStatus.NameResolutionFailure, true)]
    [InlineData(WebExceptionStatus.ProxyNameResolutionFailure, true)]
    [InlineData(WebExceptionStatus.ConnectFailure, true)]
    [InlineData(WebExceptionStatus.SecureChannelFailure, true)]
    [InlineData(WebExceptionStatus.TrustFailure, true)]
    [InlineData(WebExceptionStatus.SendFailure, false)]
    [InlineData(WebExceptionStatus.ReceiveFailure, false)]
    [InlineData(WebExceptionStatus.ConnectionClosed, false)]
    [InlineData(WebExceptionStatus.KeepAliveFailure, false)]
    [InlineData(WebExceptionStatus.Timeout, false)]
    public void Only_a_failure_to_connect_says_that_nothing_was_sent(WebExceptionStatus status, bool isUnsent)
    {
        Assert.Equal(isUnsent, TransportFailureMapper.NeverConnected(new HttpRequestException("Outer.", Web(status))));
        Assert.False(TransportFailureMapper.NeverConnected(new HttpRequestException("Outer.")));
    }

    [Theory]
    [InlineData(WebExceptionStatus.SecureChannelFailure, true)]
    [InlineData(WebExceptionStatus.TrustFailure, true)]
    [InlineData(WebExceptionStatus.ConnectFailure, false)]
    public void No_trust_is_told_from_no_connection(WebExceptionStatus status, bool isTrust)
    {
        TransportFailure failure = Map(new HttpRequestException("Outer.", Web(status)));

        Assert.Equal(isTrust ? TransportFailureKind.SecureConnectionFailed : TransportFailureKind.ConnectionFailed, failure.Kind);
        Assert.Equal(
            $"{(isTrust ? "No secure connection" : "No connection")} to gateway.example:8686 through the proxy http://proxy.example:8080: Web {status}.",
            failure.Message);
    }

    [Fact]
    public void An_authentication_that_failed_is_named_by_its_own_message_and_not_by_what_it_was_wrapped_in_or_wraps()
    {
        TransportFailure failure = Map(new HttpRequestException("Outer.", new AuthenticationException("No trust.", new IOException("Deeper."))));

        Assert.Equal(TransportFailureKind.SecureConnectionFailed, failure.Kind);
        Assert.EndsWith(": No trust.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("HttpRequestException: Outer. AuthenticationException: No trust. IOException: Deeper.", failure.Exception!.Message);
    }

    [Theory]
    [InlineData(true, "ConnectionLost", "The connection to gateway.example:8686 through the proxy http://proxy.example:8080 was lost before a reply came: ")]
    [InlineData(false, "ConnectionFailed", "No connection to gateway.example:8686 through the proxy http://proxy.example:8080: ")]
    public void A_socket_that_failed_is_named_and_whether_anything_was_sent_before(bool sent, string kind, string message)
    {
        SocketException socket = new((int)SocketError.ConnectionReset);
        TransportFailure failure = Map(new HttpRequestException("Outer.", new IOException("Middle.", socket)), sent);

        Assert.Equal((kind, sent, message + socket.Message), (failure.Kind.ToString(), failure.Sent, failure.Message));
    }

    [Theory]
    [InlineData(true, "Stopped", "The run was stopped before a reply came.")]
    [InlineData(false, "TimedOut", "No reply from gateway.example:8686 through the proxy http://proxy.example:8080 within 1,234.5 s.")]
    public void A_stop_is_told_from_a_timeout(bool stopped, string kind, string message)
    {
        TransportFailure failure = new TransportFailureMapper(Options, ProxyRoute.Create(Options), static text => text?.Replace("1234", "1,234", StringComparison.Ordinal))
            .Map(new TaskCanceledException(), sent: true, stopped, TimeSpan.FromSeconds(1234.5));

        Assert.Equal((kind, message), (failure.Kind.ToString(), failure.Message));
    }

    [Fact]
    public void Every_text_is_made_fit_to_be_shown()
    {
        TransportFailure failure = new TransportFailureMapper(Options, ProxyRoute.Create(Options), static _ => "clean").Map(new IOException("raw"), true, false, TimeSpan.Zero);

        Assert.Equal(("clean", "clean"), (failure.Message, failure.Exception!.Message));
    }

    /// <summary>A platform may call the check without a certificate where the server presents none.</summary>
    [Fact]
    public void A_server_without_a_certificate_is_not_the_one_that_a_thumbprint_names()
    {
        RemoteCertificateValidationCallback validate = CertificateValidation.CreateCallback(new RpcOptions { Endpoint = Options.Endpoint, CertificateThumbprint = "AB12" })!;

        AuthenticationException exception = Assert.ThrowsAny<AuthenticationException>(() => validate(this, null, null, SslPolicyErrors.None));
        Assert.Equal("-CertificateThumbprint expects the certificate AB12, and the server presented none", exception.Message);
        TransportFailure failure = Map(new HttpRequestException("Outer.", exception));
        Assert.Equal(
            (TransportFailureKind.CertificateMismatch, $"No secure connection to gateway.example:8686 through the proxy http://proxy.example:8080: {exception.Message}."),
            (failure.Kind, failure.Message));
    }

    [Fact]
    public void Without_a_thumbprint_the_system_decides() => Assert.Null(CertificateValidation.CreateCallback(Options));

    [Fact]
    public void A_URL_that_is_too_long_was_not_sent()
    {
        TransportFailure failure = TransportFailureMapper.UrlTooLong(12_345);

        Assert.Equal((TransportFailureKind.UrlTooLong, false), (failure.Kind, failure.Sent));
        Assert.Equal("The URL would have 12,345 bytes, and servers take no more than 7,500.", failure.Message);
    }

    private static TransportFailure Map(Exception exception, bool sent = false) =>
        new TransportFailureMapper(Options, ProxyRoute.Create(Options), static text => text).Map(exception, sent, stopped: false, TimeSpan.FromSeconds(1));

    private static WebException Web(WebExceptionStatus status) => new($"Web {status}.", status);
}
