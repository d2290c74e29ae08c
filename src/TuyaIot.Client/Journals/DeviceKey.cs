using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using TuyaIot.Compatibility;
using TuyaIot.Signing;

namespace TuyaIot.Journals;

/// <summary>
/// One command for one device in 16 bytes: half of a SHA-256, so that millions of them fit into memory and no two are ever
/// the same by chance, which would lose a device.
/// </summary>
internal readonly record struct DeviceKey(ulong High, ulong Low)
{
    /// <summary>
    /// A text for the parameters of a command. No two lists of parameters have the same one. JSON objects that mean the same are the
    /// same.
    /// </summary>
    public static string Describe(IReadOnlyList<RpcParameter> parameters)
    {
        // The count and the lengths keep two different lists from making the same text.
        StringBuilder text = new();
        text.Append(parameters.Count).Append('\n');
        foreach (RpcParameter parameter in parameters)
        {
            string value = CanonicalJson.Normalize(parameter.Value);
            text.Append(parameter.Name.Length).Append(':').Append(parameter.Name);
            text.Append(value.Length).Append(':').Append(value);
        }

        return text.ToString();
    }

    /// <summary>The beginning of the keys of all devices of one command, for <see cref="Create"/>.</summary>
    public static DeviceKeyPrefix CreatePrefix(IReadOnlyList<RpcParameter> parameters)
    {
        byte[] prefix = new byte[RuntimeCompat.Sha256Length];
        RuntimeCompat.ComputeSha256(Encoding.UTF8.GetBytes(Describe(parameters)), prefix);
        return new DeviceKeyPrefix(prefix);
    }

    public static DeviceKey Create(DeviceKeyPrefix prefix, string deviceName)
    {
        int start = prefix.Bytes.Length;
        byte[] text = ArrayPool<byte>.Shared.Rent(start + Encoding.UTF8.GetMaxByteCount(deviceName.Length));
        prefix.Bytes.CopyTo(text, 0);
        int length = start + Encoding.UTF8.GetBytes(deviceName, 0, deviceName.Length, text, start);
        Span<byte> hash = stackalloc byte[RuntimeCompat.Sha256Length];
        RuntimeCompat.ComputeSha256(text.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(text);
        return new DeviceKey(BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash.Slice(8)));
    }
}

/// <summary>The command, as the beginning of the keys of its devices.</summary>
internal sealed record DeviceKeyPrefix(byte[] Bytes);
