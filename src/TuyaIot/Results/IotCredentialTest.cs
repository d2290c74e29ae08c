using System;

namespace TuyaIot;

/// <summary>What a test of a credential found. What was not reached is null.</summary>
public sealed class IotCredentialTest
{
    internal IotCredentialTest(IotCredential credential)
    {
        Name = credential.Name;
        AccessKeyId = credential.AccessKeyId;
        Endpoint = credential.Endpoint;
    }

    /// <summary>The name of the credential.</summary>
    public string Name { get; }

    /// <summary>The AccessKey ID.</summary>
    public string AccessKeyId { get; }

    /// <summary>The endpoint.</summary>
    public Uri Endpoint { get; }

    /// <summary>Whether commands can be sent with this credential: the gateway was reached, and it accepts the key and the account.</summary>
    public bool Success { get; internal init; }

    /// <summary>Whether a connection to the endpoint was opened.</summary>
    public bool Reachable { get; internal init; }

    /// <summary>Whether TLS was agreed upon; null where no connection was opened, and for an endpoint without TLS.</summary>
    public bool? Tls { get; internal init; }

    /// <summary>Whether the gateway accepts the AccessKey ID and the secret; null where it did not say.</summary>
    public bool? KeyAccepted { get; internal init; }

    /// <summary>How far this machine's clock is behind the gateway's, in whole seconds; null where the gateway did not say its time.</summary>
    public TimeSpan? ClockOffset { get; internal init; }

    /// <summary>How long the request took.</summary>
    public TimeSpan? Latency { get; internal init; }

    /// <summary>What is wrong; null for nothing.</summary>
    public string? Problem { get; internal init; }

    /// <summary>What to do about it; null for nothing.</summary>
    public string? Recommendation { get; internal init; }

    /// <summary>The gateway's error code; null for none.</summary>
    public string? Code { get; internal init; }

    /// <summary>The name and what was found.</summary>
    public override string ToString() => $"{Name}: {(Success ? "works" : Problem)}";
}
