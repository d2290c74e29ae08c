namespace TuyaIot.Replies;

/// <summary>Why no reply came back.</summary>
internal enum TransportFailureKind
{
    /// <summary>The connection was never opened: no such name, refused, no route, a proxy that would not pass it on.</summary>
    ConnectionFailed,

    /// <summary>The request is longer than a URL may be, so it was not sent.</summary>
    UrlTooLong,

    /// <summary>TLS could not be agreed upon, most often because the certificate is not trusted.</summary>
    SecureConnectionFailed,

    /// <summary>The gateway's certificate is not the one that -CertificateThumbprint names.</summary>
    CertificateMismatch,

    /// <summary>The connection broke or was closed after the request was on its way.</summary>
    ConnectionLost,

    /// <summary>The time allowed for one request ran out.</summary>
    TimedOut,

    /// <summary>The run was stopped while the request was under way.</summary>
    Stopped,

    /// <summary>The reply was longer than any reply of the API.</summary>
    ReplyTooLarge,
}

/// <summary>An attempt that brought no reply.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Sent">False only where the gateway cannot have received the request.</param>
/// <param name="Message">What happened, for a user.</param>
/// <param name="Exception">What the HTTP stack said, for an error record.</param>
internal sealed record TransportFailure(TransportFailureKind Kind, bool Sent, string Message, IotTransportException? Exception = null);
