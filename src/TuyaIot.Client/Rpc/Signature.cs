using System;
using System.Buffers;
using System.Security.Cryptography;

namespace TuyaIot.Rpc;

/// <summary>
/// The signature of developer.tuya.com/en/docs/tuya-iot (page id Keybvy1mbiuzi): parameters sorted by name, ordinal, and
/// percent-encoded make the canonicalized query; METHOD&amp;%2F&amp;percentEncode(query) is signed with HMAC-SHA1.
/// </summary>
internal static class Signature
{
    /// <summary>Base64 of 20 bytes is 28 characters, of which + / = take three bytes each once encoded.</summary>
    public const int LongestEncoded = 28 * 3;

    private const int ChunkSize = 4096;

    /// <summary>
    /// Sorts by parameter name. Sorting joined name=value texts would put DeviceName.10 before DeviceName.1, because = sorts
    /// after the digits.
    /// </summary>
    public static void Sort(RpcParameter[] parameters) =>
        Array.Sort(parameters, static (left, right) => string.CompareOrdinal(left.Name, right.Name));

    public static void AppendCanonicalQuery(PooledBuffer buffer, ReadOnlySpan<RpcParameter> sorted)
    {
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i > 0)
            {
                buffer.Append((byte)'&');
            }

            PercentEncoding.Append(buffer, sorted[i].Name);
            buffer.Append((byte)'=');
            PercentEncoding.Append(buffer, sorted[i].Value);
        }
    }

    /// <summary>Base64 of the HMAC-SHA1 of the string to sign, which is fed to the hash in pieces and never stands in memory whole.</summary>
    public static string Compute(RpcMethod method, ReadOnlySpan<byte> canonicalQuery, byte[] signingKey)
    {
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, signingKey);
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            ReadOnlySpan<byte> prefix = method is RpcMethod.Get ? "GET&%2F&"u8 : "POST&%2F&"u8;
            prefix.CopyTo(chunk);
            int filled = prefix.Length;
            foreach (byte value in canonicalQuery)
            {
                if (filled > ChunkSize - 3)
                {
                    hash.AppendData(chunk, 0, filled);
                    filled = 0;
                }

                filled += EscapeAgain(chunk.AsSpan(filled), value);
            }

            hash.AppendData(chunk, 0, filled);
            return Convert.ToBase64String(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>A canonicalized query holds unreserved characters and % = &amp; only, so these three are all there is to encode.</summary>
    private static int EscapeAgain(Span<byte> target, byte value)
    {
        ReadOnlySpan<byte> escaped = value switch
        {
            (byte)'%' => "%25"u8,
            (byte)'=' => "%3D"u8,
            (byte)'&' => "%26"u8,
            _ => default,
        };

        if (escaped.IsEmpty)
        {
            target[0] = value;
            return 1;
        }

        escaped.CopyTo(target);
        return escaped.Length;
    }
}
