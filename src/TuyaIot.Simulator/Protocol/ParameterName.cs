using System;

namespace TuyaIot.Simulator.Protocol;

/// <summary>The parameter names that more than one file uses.</summary>
internal static class ParameterName
{
    internal const string AccessKeyId = "AccessKeyId";
    internal const string Action = "Action";
    internal const string Args = "Args";
    internal const string DeviceName = "DeviceName";
    internal const string Format = "Format";
    internal const string IotId = "IotId";
    internal const string Items = "Items";
    internal const string Identifier = "Identifier";
    internal const string IotInstanceId = "IotInstanceId";
    internal const string ProductKey = "ProductKey";
    internal const string Qos = "Qos";
    internal const string Signature = "Signature";
    internal const string SignatureMethod = "SignatureMethod";
    internal const string SignatureNonce = "SignatureNonce";
    internal const string SignatureVersion = "SignatureVersion";
    internal const string Timestamp = "Timestamp";
    internal const string Version = "Version";

    /// <summary>Whether a parameter names a device, in a list or alone.</summary>
    internal static bool IsDeviceName(string parameter) =>
        parameter.StartsWith(DeviceName, StringComparison.Ordinal)
        && (parameter.Length == DeviceName.Length || parameter[DeviceName.Length] == '.');
}
