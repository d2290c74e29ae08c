using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using TuyaIot.Connection;
using TuyaIot.Errors;
using TuyaIot.Signing;

namespace TuyaIot.Binding;

/// <summary>Reads credential settings out of what users have: a PSCredential, or a hashtable such as an automation connection.</summary>
internal static class CredentialParser
{
    /// <summary>The keys that a hashtable may have, with what each sets.</summary>
    private static readonly Dictionary<string, Action<IotCredentialSettings, object>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Name"] = (settings, value) => settings.Name = To<string>(value),
        ["AccessKeyId"] = (settings, value) => settings.AccessKeyId = To<string>(value),
        ["AccessKeySecret"] = (settings, value) => settings.AccessKeySecret = Secret(value),
        ["Endpoint"] = (settings, value) => settings.Endpoint = To<string>(value),
        ["ProductKey"] = (settings, value) => settings.ProductKey = To<string>(value),
        ["InstanceId"] = (settings, value) => settings.InstanceId = To<string>(value),
        ["Method"] = (settings, value) => settings.Method = To<RpcMethod>(value),
        ["CommonParameter"] = (settings, value) => settings.CommonParameter = CommonParameter(To<IDictionary>(value)),
        ["RequestsPerSecond"] = (settings, value) => settings.RequestsPerSecond = To<double>(value),
        ["TimeoutSeconds"] = (settings, value) => settings.TimeoutSeconds = To<double>(value),
        ["Proxy"] = (settings, value) => settings.Proxy = To<Uri>(value),
        ["ProxyCredential"] = (settings, value) => settings.ProxyCredential = To<PSCredential>(value).GetNetworkCredential(),
        ["CertificateThumbprint"] = (settings, value) => settings.CertificateThumbprint = To<string>(value),
        ["SkipCertificateCheck"] = (settings, value) => settings.SkipCertificateCheck = To<bool>(value),
        ["AllowUnencrypted"] = (settings, value) => settings.AllowUnencrypted = To<bool>(value),
    };

    public static bool IsKey(string name) => Keys.ContainsKey(name);

    public static void Apply(IotCredentialSettings settings, PSCredential credential)
    {
        settings.AccessKeyId = credential.UserName;
        settings.AccessKeySecret = credential.Password;
    }

    public static void Apply(IotCredentialSettings settings, IDictionary table)
    {
        foreach (DictionaryEntry entry in table)
        {
            string key = Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!;
            if (!Keys.TryGetValue(key, out Action<IotCredentialSettings, object>? set))
            {
                throw new IotArgumentException(
                    "UnknownCredentialKey",
                    key,
                    $"'{key}' is not a setting of a credential.",
                    $"Use these keys: {string.Join(", ", Keys.Keys)}.");
            }

            // A field of a connection that was left empty says nothing; as a number it would be 0.
            if (PSValue.Unwrap(entry.Value) is not object value || (value is string text && string.IsNullOrWhiteSpace(text)))
            {
                continue;
            }

            try
            {
                set(settings, value);
            }
            catch (PSInvalidCastException)
            {
                // The value is not shown: under a mistyped key it may be the secret.
                throw new IotArgumentException(
                    "InvalidCredentialValue",
                    key,
                    $"The value of '{key}' is a {value.GetType().Name}, which does not fit.",
                    "The help of Set-IotCredential says what each setting takes.");
            }
        }
    }

    public static IReadOnlyList<KeyValuePair<string, string>> CommonParameter(IDictionary table) =>
    [
        .. table.Cast<DictionaryEntry>().Select(entry => new KeyValuePair<string, string>(
            Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!,
            Convert.ToString(PSValue.Unwrap(entry.Value), CultureInfo.InvariantCulture) ?? string.Empty)),
    ];

    private static SecureString Secret(object value) =>
        value as SecureString ?? new NetworkCredential(string.Empty, To<string>(value)).SecurePassword;

    private static T To<T>(object value) => LanguagePrimitives.ConvertTo<T>(value);
}
