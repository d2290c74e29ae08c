using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using TuyaIot.Replies;

namespace TuyaIot.Transport;

/// <summary>Reads what an exception says about an attempt, on either runtime. No text of an exception leaves here uncleaned.</summary>
/// <param name="options">Where requests go.</param>
/// <param name="route">The proxy they go through.</param>
/// <param name="clean">Makes a text fit to be kept and shown.</param>
internal sealed class TransportFailureMapper(RpcOptions options, ProxyRoute route, Func<string?, string?> clean)
{
    /// <param name="exception">Why there is no reply.</param>
    /// <param name="sent">Whether the gateway may have received the request.</param>
    /// <param name="stopped">Whether the caller called it off.</param>
    /// <param name="timeout">How long the attempt was allowed to take.</param>
    public TransportFailure Map(Exception exception, bool sent, bool stopped, TimeSpan timeout)
    {
        (TransportFailureKind kind, string message) = Describe(exception, sent, stopped, timeout);
        return new TransportFailure(kind, sent, clean(message)!, new IotTransportException(clean(DescribeChain(exception))!));
    }

    /// <param name="length">The length that the URL would have.</param>
    public static TransportFailure UrlTooLong(int length) => new(
        TransportFailureKind.UrlTooLong,
        Sent: false,
        string.Format(
            CultureInfo.InvariantCulture, "The URL would have {0:#,0} bytes, and servers take no more than {1:#,0}.", length, RpcOptions.MaxUrlLength));

    /// <summary>True where .NET Framework says that it never had a connection to send on.</summary>
    public static bool NeverConnected(Exception exception) => Find<WebException>(exception)?.Status
        is WebExceptionStatus.NameResolutionFailure
        or WebExceptionStatus.ProxyNameResolutionFailure
        or WebExceptionStatus.ConnectFailure
        or WebExceptionStatus.SecureChannelFailure
        or WebExceptionStatus.TrustFailure;

    private (TransportFailureKind Kind, string Message) Describe(Exception exception, bool sent, bool stopped, TimeSpan timeout)
    {
        if (exception is OperationCanceledException)
        {
            return stopped
                ? (TransportFailureKind.Stopped, "The run was stopped before a reply came.")
                : (TransportFailureKind.TimedOut, string.Format(
                    CultureInfo.InvariantCulture, "No reply from {0} within {1:0.###} s.", Peer(), timeout.TotalSeconds));
        }

        if (Find<CertificateMismatchException>(exception) is CertificateMismatchException mismatch)
        {
            return (TransportFailureKind.CertificateMismatch, $"No secure connection to {Peer()}: {mismatch.Message}.");
        }

        string reason = Innermost(exception).Message;
        if (Find<AuthenticationException>(exception) is not null || IsTrustFailure(exception))
        {
            return (TransportFailureKind.SecureConnectionFailed, $"No secure connection to {Peer()}: {reason}");
        }

        return sent
            ? (TransportFailureKind.ConnectionLost, $"The connection to {Peer()} was lost before a reply came: {reason}")
            : (TransportFailureKind.ConnectionFailed, $"No connection to {Peer()}: {reason}");
    }

    private string Peer() => route.Describe() is string proxy ? $"{options.Endpoint.Authority} through {proxy}" : options.Endpoint.Authority;

    private static bool IsTrustFailure(Exception exception) =>
        Find<WebException>(exception)?.Status is WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure;

    private static string DescribeChain(Exception exception) =>
        string.Join(" ", Chain(exception).Select(static one => $"{one.GetType().Name}: {one.Message}"));

    private static Exception Innermost(Exception exception) =>
        Chain(exception).FirstOrDefault(static one => one is SocketException or AuthenticationException) ?? Chain(exception).Last();

    private static T? Find<T>(Exception exception)
        where T : Exception => Chain(exception).OfType<T>().FirstOrDefault();

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (Exception? current = exception; current is not null; current = current.InnerException)
        {
            yield return current;
        }
    }
}
