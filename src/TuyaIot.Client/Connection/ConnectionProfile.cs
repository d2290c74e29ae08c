using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using TuyaIot.Replies;
using TuyaIot.Signing;
using TuyaIot.Transport;

namespace TuyaIot.Connection;

/// <summary>The gateway, the AccessKey and the way of sending, all checked. It never changes and holds no connection.</summary>
internal sealed class ConnectionProfile
{
    public ConnectionProfile(IotCredentialSettings settings)
    {
        SettingsValidator.Validate(settings);
        ProductKey = NullIfBlank(settings.ProductKey);
        InstanceId = NullIfBlank(settings.InstanceId);
        MessageEndpoint = NullIfBlank(settings.MessageEndpoint) is string messages ? IotEndpoint.ParseMessages(messages, settings.AllowUnencrypted) : null;
        ConsumerGroupId = NullIfBlank(settings.ConsumerGroupId);
        SignMethod = MessageSignature.Find(settings.SignMethod) ?? MessageSignature.DefaultMethod;
        AllowUnencrypted = settings.AllowUnencrypted;
        CommonParameter = settings.CommonParameter.ToDictionary(
            pair => pair.Key, pair => LogSanitizer.IsSecretName(pair.Key) ? LogSanitizer.Mask : pair.Value, StringComparer.Ordinal);
        AccessKey = new AccessKey(settings.AccessKeyId!.Trim(), settings.AccessKeySecret!);
        Options = CreateOptions(settings);
        Fingerprint = CreateFingerprint(settings);
    }

    public AccessKey AccessKey { get; }

    public RpcOptions Options { get; }

    public string? ProductKey { get; }

    public string? InstanceId { get; }

    /// <summary>Where messages come from; null where the credential has none.</summary>
    public Uri? MessageEndpoint { get; }

    /// <summary>The consumer group whose messages are read; null where the credential has none.</summary>
    public string? ConsumerGroupId { get; }

    /// <summary>How the password of the message connection is signed.</summary>
    public string SignMethod { get; }

    public bool AllowUnencrypted { get; }

    /// <summary>The token of a temporary key; null for none.</summary>
    public string? SecurityToken => Options.ExtraParameters.FirstOrDefault(static parameter => parameter.Name == SettingsValidator.TokenParameter).Value;

    /// <summary>The extra parameters of every request, for people: values that look like secrets are masked.</summary>
    public IReadOnlyDictionary<string, string> CommonParameter { get; }

    /// <summary>Equal for profiles that can share their connections: a hash of everything that a request depends on.</summary>
    public string Fingerprint { get; }

    private RpcOptions CreateOptions(IotCredentialSettings settings)
    {
        List<RpcParameter> extra = [.. settings.CommonParameter.Select(pair => new RpcParameter(pair.Key, pair.Value))];
        if (InstanceId is not null)
        {
            extra.Add(new RpcParameter(SettingsValidator.InstanceParameter, InstanceId));
        }

        if (settings.SecurityToken is { Length: > 0 } token)
        {
            extra.Add(new RpcParameter(SettingsValidator.TokenParameter, new NetworkCredential(string.Empty, token).Password.Trim()));
        }

        return new RpcOptions
        {
            Endpoint = IotEndpoint.Parse(settings.Endpoint!, settings.AllowUnencrypted),
            Method = settings.Method,
            ExtraParameters = extra,
            Timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds),
            Proxy = settings.Proxy,
            ProxyCredential = settings.ProxyCredential,
            CertificateThumbprint = settings.CertificateThumbprint,
            SkipCertificateCheck = settings.SkipCertificateCheck,
        };
    }

    private string CreateFingerprint(IotCredentialSettings settings)
    {
        NetworkCredential? proxy = settings.ProxyCredential;
        IEnumerable<string?> parts =
        [
            AccessKey.Id,
            Convert.ToBase64String(AccessKey.SigningKey),
            Options.Endpoint.AbsoluteUri,
            Options.Method.ToString(),
            Options.Timeout.Ticks.ToString(CultureInfo.InvariantCulture),
            Options.Proxy?.OriginalString,
            proxy?.Domain, proxy?.UserName, proxy?.Password,
            Options.CertificateThumbprint,
            Options.SkipCertificateCheck.ToString(),
            .. Options.ExtraParameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
                .SelectMany(parameter => new[] { parameter.Name, parameter.Value }),
        ];

        // The lengths keep two different lists of parts from making one text.
        StringBuilder text = new();
        foreach (string? part in parts)
        {
            text.Append(part?.Length ?? -1).Append(':').Append(part);
        }

        using SHA256 sha256 = SHA256.Create();
        return Convert.ToBase64String(sha256.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}
