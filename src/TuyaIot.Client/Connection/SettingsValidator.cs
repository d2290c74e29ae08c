using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using TuyaIot.Errors;
using TuyaIot.Signing;

namespace TuyaIot.Connection;

/// <summary>What must be true of settings before they are a credential.</summary>
internal static class SettingsValidator
{
    public const string InstanceParameter = "IotInstanceId";
    public const string TokenParameter = "SecurityToken";

    private static readonly Regex Thumbprint = new(@"\A([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})\z", RegexOptions.CultureInvariant);

    public static void Validate(IotCredentialSettings settings)
    {
        Require(settings.AccessKeyId, "AccessKeyId", "NoAccessKeyId");
        Require(settings.AccessKeySecret is { Length: > 0 } ? "********" : null, "AccessKeySecret", "NoAccessKeySecret");
        Require(settings.Endpoint, "Endpoint", "NoEndpoint");
        Range(settings.RequestsPerSecond, 0, 100_000, "RequestsPerSecond");
        Range(settings.TimeoutSeconds, 0.1, 3_600, "TimeoutSeconds");
        if (settings.CertificateThumbprint is string thumbprint && !Thumbprint.IsMatch(thumbprint))
        {
            throw new IotArgumentException(
                "InvalidCertificateThumbprint",
                thumbprint,
                $"'{thumbprint}' is not a thumbprint.",
                "Give the SHA-1 or SHA-256 thumbprint of the gateway's certificate as 40 or 64 hex digits, without separators.");
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
                $"Give -{name}, the key '{name}' of a hashtable, or the environment's variable for it.");
        }
    }

    private static void Range(double value, double least, double most, string name)
    {
        if (!(value >= least && value <= most))
        {
            throw new IotArgumentException(
                $"Invalid{name}",
                value,
                string.Format(CultureInfo.InvariantCulture, "{0} cannot be {1}.", name, value),
                string.Format(CultureInfo.InvariantCulture, "Give a number from {0} to {1}.", least, most));
        }
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
