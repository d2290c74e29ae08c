using System;
using System.Linq;
using System.Net;
using TuyaIot.Errors;

namespace TuyaIot.Connection;

/// <summary>A credential out of environment variables, for schedulers and CI.</summary>
internal static class IotEnvironment
{
    public const string AccessKeyId = "TUYA_IOT_ACCESS_KEY_ID";
    public const string AccessKeySecret = "TUYA_IOT_ACCESS_KEY_SECRET";
    public const string Endpoint = "TUYA_IOT_ENDPOINT";
    public const string ProductKey = "TUYA_IOT_PRODUCT_KEY";
    public const string InstanceId = "TUYA_IOT_INSTANCE_ID";

    /// <summary>Null where none of the three that a credential needs is set; an error where only some are.</summary>
    public static IotCredential? Read(Func<string, string?> variable)
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

        return new IotCredential(new IotCredentialSettings
        {
            Name = "Environment",
            AccessKeyId = variable(AccessKeyId),
            AccessKeySecret = new NetworkCredential(string.Empty, variable(AccessKeySecret)).SecurePassword,
            Endpoint = variable(Endpoint),
            ProductKey = variable(ProductKey),
            InstanceId = variable(InstanceId),
        });
    }
}
