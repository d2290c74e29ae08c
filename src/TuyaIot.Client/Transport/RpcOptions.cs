using System;
using System.Collections.Generic;
using System.Net;
using TuyaIot.Signing;

namespace TuyaIot.Transport;

/// <summary>Where requests go and how they are spoken.</summary>
internal sealed class RpcOptions
{
    /// <summary>The longest URL of a GET. Common servers refuse a request line above 8,192 bytes; the API states no limit.</summary>
    public const int MaxUrlLength = 7_500;

    public required Uri Endpoint { get; init; }

    public RpcMethod Method { get; init; } = RpcMethod.Get;

    /// <summary>Parameters that every request carries, signed, beside the common ones of the documented samples.</summary>
    public IReadOnlyList<RpcParameter> ExtraParameters { get; init; } = [];

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public Uri? Proxy { get; init; }

    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>The SHA-1 or SHA-256 thumbprint, in hex, of the one certificate to trust; null leaves it to the system's trust.</summary>
    public string? CertificateThumbprint { get; init; }

    public bool SkipCertificateCheck { get; init; }
}
