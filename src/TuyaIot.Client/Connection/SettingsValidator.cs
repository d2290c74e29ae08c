using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using TuyaIot.Compatibility;
using TuyaIot.Errors;
using TuyaIot.Replies;
using TuyaIot.Signing;
using TuyaIot.Transport;

namespace TuyaIot.Connection;

/// <summary>What must be true of settings before they are a credential.</summary>
internal static class SettingsValidator
{
    public const string InstanceParameter = "IotInstanceId";
    public const string TokenParameter = "SecurityToken";

    private static readonly Regex Thumbprint = new(@"\A([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})\z", RegexOptions.CultureInvariant);

    /// <summary>What stands between the digits where a thumbprint was copied: colons, dashes, blanks and invisible marks.</summary>
    private static readonly Regex ThumbprintSeparator = new(@"[:\-\s\p{Cf}]", RegexOptions.CultureInvariant);

    /// <summary>
    /// Throws for what cannot be used. Brings the thumbprint into the form that is compared, and moves a user and a password in
    /// the proxy's URL to the proxy's credential, so that no view of the URL shows them.
    /// </summary>
    public static void Validate(IotCredentialSettings settings)
    {
        Require(settings.AccessKeyId, "AccessKeyId", "NoAccessKeyId");
        Require(new NetworkCredential(string.Empty, settings.AccessKeySecret).Password, "AccessKeySecret", "NoAccessKeySecret");
        Require(settings.Endpoint, "Endpoint", "NoEndpoint");
        RequireVisible(settings.AccessKeyId, "AccessKeyId");
        RequireVisible(settings.ProductKey, "ProductKey");
        RequireVisible(settings.InstanceId, "InstanceId");
        CheckConsumerGroup(settings.ConsumerGroupId);
        CheckSignMethod(settings.SignMethod);
        RequireRange(settings.RequestsPerSecond ?? 0, 0, 100_000, "RequestsPerSecond");
        RequireRange(settings.TimeoutSeconds, 0.1, 3_600, "TimeoutSeconds");
        if (settings.CertificateThumbprint is string thumbprint)
        {
            settings.CertificateThumbprint = ReadThumbprint(thumbprint);
        }

        if (settings.Proxy is Uri proxy)
        {
            CheckProxy(proxy);
            settings.ProxyCredential ??= ProxyRoute.ReadCredential(proxy);
            settings.Proxy = ProxyRoute.WithoutCredential(proxy);
        }

        CheckCommonParameters(settings);
    }

    private static void Require(string? value, string name, string errorId)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new IotArgumentException(
                errorId,
                null,
                $"The credential has no {name}.",
                $"Give -{name}, the key '{name}' of a hashtable, or the environment variable for it.");
        }
    }

    private static void RequireVisible(string? value, string name)
    {
        string? trimmed = value?.Trim();
        if (trimmed is not null && LogSanitizer.MakeVisible(trimmed) is string visible && visible != trimmed)
        {
            throw new IotArgumentException(
                $"Invalid{name}",
                visible,
                $"'{visible}' cannot be the {name}: it holds a character that nobody sees.",
                $"Type the {name} again, or copy it without the characters around it.");
        }
    }

    /// <summary>The group's id is a value within the user name of the message connection, whose own signs it cannot hold.</summary>
    public static void CheckConsumerGroup(string? groupId)
    {
        RequireVisible(groupId, "ConsumerGroupId");
        if (groupId?.IndexOfAny(['|', ',', '=']) >= 0)
        {
            string shown = LogSanitizer.Clean(groupId)!;
            throw new IotArgumentException(
                "InvalidConsumerGroupId",
                shown,
                $"'{shown}' cannot be the ConsumerGroupId: it holds one of the signs | , =.",
                "Copy the ID of the consumer group from the console, without what stands around it.");
        }
    }

    private static void CheckSignMethod(string? signMethod)
    {
        if (!string.IsNullOrWhiteSpace(signMethod) && MessageSignature.Find(signMethod!) is null)
        {
            string shown = LogSanitizer.Clean(signMethod)!;
            throw new IotArgumentException(
                "InvalidSignMethod",
                shown,
                $"'{shown}' is not a SignMethod.",
                $"Give one of these: {string.Join(", ", MessageSignature.Methods)}.");
        }
    }

    private static void RequireRange(double value, double min, double max, string name)
    {
        if (!(value >= min && value <= max))
        {
            throw new IotArgumentException(
                $"Invalid{name}",
                value,
                string.Format(CultureInfo.InvariantCulture, "{0} cannot be {1}.", name, value),
                string.Format(CultureInfo.InvariantCulture, "Give a number from {0} to {1}.", min, max));
        }
    }

    private static string ReadThumbprint(string text)
    {
        string digits = ThumbprintSeparator.Replace(text, string.Empty);
        if (Thumbprint.IsMatch(digits))
        {
            return digits;
        }

        string shown = LogSanitizer.Clean(text) ?? text;
        throw new IotArgumentException(
            "InvalidCertificateThumbprint",
            shown,
            $"'{shown}' is not a thumbprint.",
            "Give the SHA-1 or SHA-256 thumbprint of the gateway's certificate as 40 or 64 hex digits, with or without colons.");
    }

    private static void CheckProxy(Uri proxy)
    {
        if (proxy.IsAbsoluteUri && proxy.Host.Length > 0 && RuntimeCompat.ProxySchemes.Contains(proxy.Scheme, StringComparer.Ordinal))
        {
            return;
        }

        string shown = IotEndpoint.Show(proxy.OriginalString);
        throw new IotArgumentException(
            "InvalidProxy",
            shown,
            $"'{shown}' is not a proxy that can be used.",
            $"Give its URL, such as http://proxy:8080. Schemes: {string.Join(", ", RuntimeCompat.ProxySchemes)}.");
    }

    private static void CheckCommonParameters(IotCredentialSettings settings)
    {
        IEnumerable<string> names = settings.CommonParameter.Select(pair => pair.Key);
        string? reserved = names.FirstOrDefault(name => RequestSigner.ReservedNames.Contains(name, StringComparer.Ordinal)
            || string.IsNullOrWhiteSpace(name)
            || (name == InstanceParameter && !string.IsNullOrWhiteSpace(settings.InstanceId))
            || (name == TokenParameter && settings.SecurityToken is { Length: > 0 }));
        if (reserved is not null)
        {
            throw new IotArgumentException(
                "InvalidCommonParameter",
                reserved,
                $"'{reserved}' cannot be a common parameter of your own: each request sets it.",
                "Leave it out of -CommonParameter, which is for extras such as Version, Format, SignatureVersion or RegionId.");
        }
    }
}
