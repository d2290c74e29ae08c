using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using TuyaIot.Signing;

namespace TuyaIot.Journals;

/// <summary>
/// One command for one device in 16 bytes: half of a SHA-256, so that a million of them fit into memory and no two are ever
/// the same by chance, which would lose a device.
/// </summary>
internal readonly record struct DeviceKey(ulong High, ulong Low)
{
    /// <summary>A text for what the devices are told, to be given to <see cref="Of"/> for each of them.</summary>
    public static string Prefix(IReadOnlyList<RpcParameter> parameters)
    {
        // The count and the lengths keep two different lists, or a list and a device's name behind it, from making the same text.
        StringBuilder text = new();
        text.Append(parameters.Count).Append('\n');
        foreach (RpcParameter parameter in parameters)
        {
            text.Append(parameter.Name.Length).Append(':').Append(parameter.Name);
            text.Append(parameter.Value.Length).Append(':').Append(parameter.Value);
        }

        return text.ToString();
    }

    public static DeviceKey Of(string prefix, string deviceName)
    {
        using SHA256 sha256 = SHA256.Create();
        byte[] hash = sha256.ComputeHash(Encoding.UTF8.GetBytes(prefix + deviceName));
        return new DeviceKey(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }
}
