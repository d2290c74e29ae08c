using System;
using System.Linq;
using System.Net;
using TuyaIot.Errors;

namespace TuyaIot.Connection;

/// <summary>Reads a credential from environment variables, for schedulers and CI.</summary>
internal static class IotEnvironment
{
    public const string AccessKeyId = "TUYA_IOT_ACCESS_KEY_ID";
    public const string AccessKeySecret = "TUYA_IOT_ACCESS_KEY_SECRET";
    public const string SecurityToken = "TUYA_IOT_SECURITY_TOKEN";
    public const string Endpoint = "TUYA_IOT_ENDPOINT";
    public const string ProductKey = "TUYA_IOT_PRODUCT_KEY";
    public const string InstanceId = "TUYA_IOT_INSTANCE_ID";
    public const string MessageEndpoint = "TUYA_IOT_MESSAGE_ENDPOINT";
    public const string ConsumerGroupId = "TUYA_IOT_CONSUMER_GROUP_ID";

    /// <summary>The settings; null where none of the three required variables is set. Some of them without the others are an error.</summary>
    public static IotCredentialSettings? Read(Func<string, string?> variable)
    {
        string[] needed = [AccessKeyId, AccessKeySecret, Endpoint];
        string[] missing = [.. needed.Where(name => string.IsNullOrWhiteSpace(variable(name)))];
        if (missing.Length == needed.Length)
        {
            return null;
        }

        if (missing.Length > 0)
        {
            throw new IotArgumentException(
                "IncompleteEnvironment",
                string.Join(", ", missing),
                $"The environment holds a part of a credential only; it lacks {string.Join(", ", missing)}.",
                $"Set all of {string.Join(", ", needed)}, or none and use Set-IotCredential.");
        }

        return new IotCredentialSettings
        {
            Name = "Environment",
            AccessKeyId = variable(AccessKeyId),
            AccessKeySecret = new NetworkCredential(string.Empty, variable(AccessKeySecret)).SecurePassword,
            SecurityToken = variable(SecurityToken) is { Length: > 0 } token ? new NetworkCredential(string.Empty, token).SecurePassword : null,
            Endpoint = variable(Endpoint),
            ProductKey = variable(ProductKey),
            InstanceId = variable(InstanceId),
            MessageEndpoint = variable(MessageEndpoint),
            ConsumerGroupId = variable(ConsumerGroupId),
        };
    }
}
