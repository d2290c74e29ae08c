using System;

namespace TuyaIot.Replies;

/// <summary>Why no reply came back.</summary>
internal enum TransportFailureKind
{
    /// <summary>The connection was never opened: no such name, refused, no route, a proxy that would not pass it on.</summary>
    ConnectionFailed,

    /// <summary>TLS could not be agreed upon, most often because the certificate is not trusted.</summary>
    SecureConnectionFailed,

    /// <summary>The connection broke or was closed after the request was on its way.</summary>
    ConnectionLost,

    /// <summary>The time allowed for one request ran out.</summary>
    TimedOut,

    /// <summary>The run was stopped while the request was under way.</summary>
    Stopped,

    /// <summary>The reply was longer than any reply of the API.</summary>
    ReplyTooLarge,
}

/// <summary>An attempt that brought no reply. <paramref name="Sent"/> is false only where the gateway cannot have received it.</summary>
internal sealed record TransportFailure(TransportFailureKind Kind, bool Sent, string Message, Exception? Exception = null);
