using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using TuyaIot.Replies;

namespace TuyaIot.Transport;

/// <summary>Reads what an exception of the HTTP stack says about an attempt, on either runtime.</summary>
internal static class TransportFailureMapper
{
    public static TransportFailure Read(Exception exception, bool sent, bool stopped, RpcOptions options)
    {
        string host = options.Endpoint.Authority;
        if (exception is OperationCanceledException)
        {
            return stopped
                ? new(TransportFailureKind.Stopped, sent, "The run was stopped before a reply came.", exception)
                : new(
                    TransportFailureKind.TimedOut,
                    sent,
                    string.Format(CultureInfo.InvariantCulture, "No reply from {0} within {1:0.###} s.", host, options.Timeout.TotalSeconds),
                    exception);
        }

        if (Find<AuthenticationException>(exception) is not null || IsTrustFailure(exception))
        {
            return new(
                TransportFailureKind.SecureConnectionFailed,
                sent,
                $"No secure connection to {host}: {Innermost(exception).Message}",
                exception);
        }

        return sent
            ? new(TransportFailureKind.ConnectionLost, sent, $"The connection to {host} was lost before a reply came: {Innermost(exception).Message}", exception)
            : new(TransportFailureKind.ConnectionFailed, sent, $"No connection to {host}: {Innermost(exception).Message}", exception);
    }

    /// <summary>True where .NET Framework says that it never had a connection to send on.</summary>
    public static bool NeverConnected(Exception exception) => Find<WebException>(exception)?.Status
        is WebExceptionStatus.NameResolutionFailure
        or WebExceptionStatus.ProxyNameResolutionFailure
        or WebExceptionStatus.ConnectFailure
        or WebExceptionStatus.SecureChannelFailure
        or WebExceptionStatus.TrustFailure;

    private static bool IsTrustFailure(Exception exception) =>
        Find<WebException>(exception)?.Status is WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure;

    private static Exception Innermost(Exception exception)
    {
        Exception current = exception;
        while (current is not (SocketException or AuthenticationException) && current.InnerException is Exception inner)
        {
            current = inner;
        }

        return current;
    }

    private static T? Find<T>(Exception exception)
        where T : Exception
    {
        for (Exception? current = exception; current is not null; current = current.InnerException)
        {
            if (current is T found)
            {
                return found;
            }
        }

        return null;
    }
}
