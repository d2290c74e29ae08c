using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Delivery;
using TuyaIot.Signing;
using TuyaIot.Transport;

namespace TuyaIot.Connection;

/// <summary>
/// Who asks and where: an AccessKey, the endpoint it is for, and how requests are spoken there. It never changes; its
/// connections are shared by all that use it. The secret cannot be read back and no property, ToString or view shows it.
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page ids Keyc7sd30vmlj (common parameters) and Keybvy1mbiuzi (signature).</remarks>
public sealed class IotCredential
{
    internal const string DefaultName = "Default";

    /// <summary>The quota of the API that Hedwig models; Tuya publishes none.</summary>
    internal const double DefaultRequestsPerSecond = 10;

    private readonly Lazy<GatewaySession> _gateway;

    internal IotCredential(IotCredentialSettings settings)
    {
        SettingsValidator.Validate(settings);
        Name = settings.Name;
        AccessKeyId = settings.AccessKeyId!.Trim();
        Endpoint = IotEndpoint.Parse(settings.Endpoint!, settings.AllowUnencrypted);
        ProductKey = Blank(settings.ProductKey);
        InstanceId = Blank(settings.InstanceId);
        Method = settings.Method;
        RequestsPerSecond = settings.RequestsPerSecond;
        Timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds);
        Proxy = settings.Proxy;
        CertificateThumbprint = settings.CertificateThumbprint;
        SkipCertificateCheck = settings.SkipCertificateCheck;
        CommonParameter = settings.CommonParameter.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

        AccessKey key = new(AccessKeyId, settings.AccessKeySecret!);
        RpcOptions options = CreateOptions(settings);
        _gateway = new Lazy<GatewaySession>(() => new GatewaySession(
            new RpcClient(key, options, TimeProvider.System, new NonceSource().Next),
            TimeProvider.System,
            action => PacerRegistry.Get(Endpoint, AccessKeyId, action)));
    }

    /// <summary>The name it is found by within its runspace; Default where none was given.</summary>
    public string Name { get; }

    /// <summary>The AccessKey ID.</summary>
    public string AccessKeyId { get; }

    /// <summary>The endpoint, such as https://si-d6e8d.tuyacloud.com:8686/.</summary>
    public Uri Endpoint { get; }

    /// <summary>The product that commands are for where they name none.</summary>
    public string? ProductKey { get; }

    /// <summary>The instance, sent as IotInstanceId with every request; null sends none.</summary>
    public string? InstanceId { get; }

    /// <summary>How requests are sent; Get where unsaid.</summary>
    public RpcMethod Method { get; }

    /// <summary>Parameters that every request carries, signed, beside the common ones.</summary>
    public IReadOnlyDictionary<string, string> CommonParameter { get; }

    /// <summary>How many requests a second may go out; 0 is no limit; 10 where unsaid.</summary>
    public double RequestsPerSecond { get; }

    /// <summary>How long one request may take; 30 s where unsaid.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>The proxy; null leaves it to the system's settings.</summary>
    public Uri? Proxy { get; }

    /// <summary>The thumbprint of the one server certificate to trust; null leaves it to the system's trust.</summary>
    public string? CertificateThumbprint { get; }

    /// <summary>Whether any server certificate is trusted.</summary>
    public bool SkipCertificateCheck { get; }

    /// <summary>Opened at the first request and kept for the next ones.</summary>
    internal GatewaySession Gateway => _gateway.Value;

    /// <summary>The name, the AccessKey ID and the endpoint; never the secret.</summary>
    public override string ToString() => $"{Name}: {AccessKeyId} at {Endpoint}";

    private RpcOptions CreateOptions(IotCredentialSettings settings)
    {
        List<RpcParameter> extra = [.. settings.CommonParameter.Select(pair => new RpcParameter(pair.Key, pair.Value))];
        if (InstanceId is not null)
        {
            extra.Add(new RpcParameter(SettingsValidator.InstanceParameter, InstanceId));
        }

        return new RpcOptions
        {
            Endpoint = Endpoint,
            Method = Method,
            ExtraParameters = extra,
            Timeout = Timeout,
            Proxy = Proxy,
            ProxyCredential = settings.ProxyCredential,
            CertificateThumbprint = CertificateThumbprint,
            SkipCertificateCheck = SkipCertificateCheck,
        };
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}
