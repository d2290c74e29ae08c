using System;
using System.Collections.Generic;
using System.Net;
using System.Security;
using TuyaIot.Signing;

namespace TuyaIot.Connection;

/// <summary>The settings of a credential before they are checked. A parameter, a hashtable and the environment all fill this type.</summary>
internal sealed class IotCredentialSettings
{
    public const string DefaultName = "Default";

    public string Name { get; set; } = DefaultName;

    public string? AccessKeyId { get; set; }

    public SecureString? AccessKeySecret { get; set; }

    /// <summary>The token of temporary credentials, sent as a common parameter.</summary>
    public SecureString? SecurityToken { get; set; }

    public string? Endpoint { get; set; }

    public string? ProductKey { get; set; }

    public string? InstanceId { get; set; }

    /// <summary>Where messages come from; null where none are read.</summary>
    public string? MessageEndpoint { get; set; }

    /// <summary>The consumer group whose messages are read.</summary>
    public string? ConsumerGroupId { get; set; }

    /// <summary>How the password of the message connection is signed.</summary>
    public string? SignMethod { get; set; }

    public RpcMethod Method { get; set; } = RpcMethod.Get;

    public IReadOnlyList<KeyValuePair<string, string>> CommonParameter { get; set; } = [];

    /// <summary>For all actions; null leaves each action its own quota.</summary>
    public double? RequestsPerSecond { get; set; }

    public double TimeoutSeconds { get; set; } = 30;

    public Uri? Proxy { get; set; }

    public NetworkCredential? ProxyCredential { get; set; }

    public string? CertificateThumbprint { get; set; }

    public bool SkipCertificateCheck { get; set; }

    public bool AllowUnencrypted { get; set; }
}
