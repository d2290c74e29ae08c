using System;
using System.Collections.Generic;
using System.Net;
using System.Security;
using TuyaIot.Signing;

namespace TuyaIot.Connection;

/// <summary>What a user may say about who asks and where, before any of it is checked. Every way in fills this one.</summary>
internal sealed class IotCredentialSettings
{
    public string Name { get; set; } = IotCredential.DefaultName;

    public string? AccessKeyId { get; set; }

    public SecureString? AccessKeySecret { get; set; }

    public string? Endpoint { get; set; }

    public string? ProductKey { get; set; }

    public string? InstanceId { get; set; }

    public RpcMethod Method { get; set; } = RpcMethod.Get;

    public IReadOnlyList<KeyValuePair<string, string>> CommonParameter { get; set; } = [];

    public double RequestsPerSecond { get; set; } = IotCredential.DefaultRequestsPerSecond;

    public double TimeoutSeconds { get; set; } = 30;

    public Uri? Proxy { get; set; }

    public NetworkCredential? ProxyCredential { get; set; }

    public string? CertificateThumbprint { get; set; }

    public bool SkipCertificateCheck { get; set; }

    public bool AllowUnencrypted { get; set; }
}
