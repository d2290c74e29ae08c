using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Connection;
using TuyaIot.Errors;
using TuyaIot.Signing;

namespace TuyaIot.Binding;

/// <summary>Parses the settings of a credential from a PSCredential, a hashtable such as an automation connection, or a row.</summary>
internal static class CredentialParser
{
    /// <summary>The keys of a hashtable, and how each is set. False for a value that cannot be read.</summary>
    private static readonly Dictionary<string, Func<IotCredentialSettings, object, bool>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Name"] = (settings, value) => (settings.Name = SettingParser.ParseText(value)!) is not null,
        ["AccessKeyId"] = (settings, value) => (settings.AccessKeyId = SettingParser.ParseText(value)) is not null,
        ["AccessKeySecret"] = (settings, value) => (settings.AccessKeySecret = SettingParser.ParseSecret(value)) is not null,
        ["SecurityToken"] = (settings, value) => (settings.SecurityToken = SettingParser.ParseSecret(value)) is not null,
        ["Endpoint"] = (settings, value) => (settings.Endpoint = SettingParser.ParseText(value)) is not null,
        ["ProductKey"] = (settings, value) => (settings.ProductKey = SettingParser.ParseText(value)) is not null,
        ["InstanceId"] = (settings, value) => (settings.InstanceId = SettingParser.ParseText(value)) is not null,
        ["MessageEndpoint"] = (settings, value) => (settings.MessageEndpoint = SettingParser.ParseText(value)) is not null,
        ["ConsumerGroupId"] = (settings, value) => (settings.ConsumerGroupId = SettingParser.ParseText(value)) is not null,
        ["SignMethod"] = (settings, value) => (settings.SignMethod = SettingParser.ParseText(value)) is not null,
        ["Method"] = (settings, value) => Set(ParseMethod(value), method => settings.Method = method),
        ["CommonParameter"] = (settings, value) => ParseCommonParameter(value) is { } table && (settings.CommonParameter = table) is not null,
        ["RequestsPerSecond"] = (settings, value) => Set(SettingParser.ParseNumber(value), number => settings.RequestsPerSecond = number),
        ["TimeoutSeconds"] = (settings, value) => Set(SettingParser.ParseNumber(value), number => settings.TimeoutSeconds = number),
        ["TimeoutSec"] = (settings, value) => Set(SettingParser.ParseNumber(value), number => settings.TimeoutSeconds = number),
        ["Proxy"] = (settings, value) => (settings.Proxy = ParseUri(value)) is not null,
        ["ProxyCredential"] = (settings, value) => (settings.ProxyCredential = (value as PSCredential)?.GetNetworkCredential()) is not null,
        ["CertificateThumbprint"] = (settings, value) => (settings.CertificateThumbprint = SettingParser.ParseText(value)) is not null,
        ["SkipCertificateCheck"] = (settings, value) => Set(SettingParser.ParseSwitch(value), flag => settings.SkipCertificateCheck = flag),
        ["AllowUnencrypted"] = (settings, value) => Set(SettingParser.ParseSwitch(value), flag => settings.AllowUnencrypted = flag),
    };

    public static bool IsKey(string name) => Keys.ContainsKey(name);

    /// <summary>Reads a value of the pipeline: a PSCredential, a hashtable, or an object with properties of these names.</summary>
    public static void Apply(IotCredentialSettings settings, object value)
    {
        switch (PSValue.Unwrap(value))
        {
            case PSCredential credential:
                settings.AccessKeyId = credential.UserName;
                settings.AccessKeySecret = credential.Password;
                break;
            case IDictionary table:
                Apply(settings, table);
                break;
            default:
                foreach (PSPropertyInfo property in PSObject.AsPSObject(value).Properties.Where(static property => IsKey(property.Name)))
                {
                    Apply(settings, property.Name, property.Value);
                }

                break;
        }
    }

    private static void Apply(IotCredentialSettings settings, IDictionary table)
    {
        foreach (DictionaryEntry entry in table)
        {
            string key = Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!;
            if (!IsKey(key))
            {
                throw new IotArgumentException(
                    "UnknownCredentialKey",
                    key,
                    $"'{key}' is not a setting of a credential.",
                    $"Use these keys: {string.Join(", ", Keys.Keys)}.");
            }

            Apply(settings, key, entry.Value);
        }
    }

    private static void Apply(IotCredentialSettings settings, string key, object? wrapped)
    {
        // An empty field of a connection says nothing; as a number it would be 0.
        if (PSValue.Unwrap(wrapped) is not object value || value is DBNull || (value is string text && string.IsNullOrWhiteSpace(text)))
        {
            return;
        }

        if (!Keys[key](settings, value))
        {
            throw Unreadable(key, value);
        }
    }

    /// <summary>The value is not shown: under a mistyped key it may be the secret.</summary>
    private static IotArgumentException Unreadable(string key, object value) => new(
        "InvalidCredentialValue",
        key,
        $"The value of '{key}' cannot be read. It is of the type {value.GetType().Name}.",
        "Switches take true, false, 1 or 0. Numbers are written as 2.5. The help of Set-IotCredential describes each setting.");

    private static IReadOnlyList<KeyValuePair<string, string>>? ParseCommonParameter(object value) => value switch
    {
        IDictionary table => [.. table.Cast<DictionaryEntry>().Select(static entry =>
            ParseCommonParameter(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, entry.Value))],
        PSObject custom => [.. custom.Properties.Select(static property => ParseCommonParameter(property.Name, property.Value))],
        _ => null,
    };

    private static KeyValuePair<string, string> ParseCommonParameter(string name, object? wrapped) => new(name, PSValue.Unwrap(wrapped) switch
    {
        null or DBNull => string.Empty,
        object value => SettingParser.ParseText(value) ?? throw Unreadable($"CommonParameter.{name}", value),
    });

    private static RpcMethod? ParseMethod(object value) => SettingParser.ParseText(value)?.Trim().ToUpperInvariant() switch
    {
        "GET" => RpcMethod.Get,
        "POST" => RpcMethod.Post,
        _ => null,
    };

    private static Uri? ParseUri(object value) =>
        value as Uri ?? (Uri.TryCreate(SettingParser.ParseText(value), UriKind.Absolute, out Uri? uri) ? uri : null);

    private static bool Set<T>(T? value, Action<T> set)
        where T : struct
    {
        if (value is T known)
        {
            set(known);
        }

        return value is not null;
    }
}
