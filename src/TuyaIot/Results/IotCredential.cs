using System;
using System.Collections.Generic;
using TuyaIot.Connection;
using TuyaIot.Delivery;

namespace TuyaIot;

/// <summary>
/// An AccessKey, the endpoint that it is for, and the way of sending requests there. It never changes. The secret cannot be read back:
/// no property, ToString or view shows it. Equal credentials share their connections.
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page ids Keyc7sd30vmlj (common parameters) and Keybvy1mbiuzi (signature).</remarks>
public sealed class IotCredential
{
    internal IotCredential(IotCredentialSettings settings)
    {
        Profile = new ConnectionProfile(settings);
        Name = settings.Name;
        RequestsPerSecond = settings.RequestsPerSecond;
    }

    /// <summary>The name of the credential within its runspace. Default: Default.</summary>
    public string Name { get; }

    /// <summary>The AccessKey ID.</summary>
    public string AccessKeyId => Profile.AccessKey.Id;

    /// <summary>The endpoint, such as https://si-d6e8d.tuyacloud.com:8686/.</summary>
    public Uri Endpoint => Profile.Options.Endpoint;

    /// <summary>The product of commands that name none.</summary>
    public string? ProductKey => Profile.ProductKey;

    /// <summary>The instance, sent as IotInstanceId with every request; null sends none.</summary>
    public string? InstanceId => Profile.InstanceId;

    /// <summary>Where messages come from, such as amqps://host:5671/; null where the credential has no such endpoint.</summary>
    public Uri? MessageEndpoint => Profile.MessageEndpoint;

    /// <summary>The consumer group whose messages are read; null where the credential has none.</summary>
    public string? ConsumerGroupId => Profile.ConsumerGroupId;

    /// <summary>How the password of the message connection is signed: hmacsha1 or hmacsha256. Default: hmacsha1.</summary>
    public string SignMethod => Profile.SignMethod;

    /// <summary>How requests are sent: Get or Post. Default: Get.</summary>
    public string Method => Profile.Options.Method.ToString();

    /// <summary>Parameters that every request carries, signed, beside the common ones.</summary>
    public IReadOnlyDictionary<string, string> CommonParameter => Profile.CommonParameter;

    /// <summary>The highest number of requests a second for every action; 0 is no limit. Default: null, each action's own quota.</summary>
    public double? RequestsPerSecond { get; }

    /// <summary>How long one request may take. Default: 30 s.</summary>
    public TimeSpan Timeout => Profile.Options.Timeout;

    /// <summary>The proxy; null for the system's settings.</summary>
    public Uri? Proxy => Profile.Options.Proxy;

    /// <summary>The thumbprint of the only server certificate that is trusted; null for the system's trust.</summary>
    public string? CertificateThumbprint => Profile.Options.CertificateThumbprint;

    /// <summary>Whether any server certificate is trusted.</summary>
    public bool SkipCertificateCheck => Profile.Options.SkipCertificateCheck;

    internal ConnectionProfile Profile { get; }

    /// <summary>The name, the AccessKey ID and the endpoint; never the secret.</summary>
    public override string ToString() => $"{Name}: {AccessKeyId} at {Endpoint}";

    internal IotClient Connect(DeliveryOptions options) => IotClient.Connect(Profile, options);
}
