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
    private const int LongestEscape = 3;

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
            while (!canonicalQuery.IsEmpty)
            {
                int plain = canonicalQuery.IndexOfAny((byte)'%', (byte)'=', (byte)'&');
                plain = Math.Min(plain < 0 ? canonicalQuery.Length : plain, ChunkSize - LongestEscape);
                if (filled + plain + LongestEscape > ChunkSize)
                {
                    hash.AppendData(chunk, 0, filled);
                    filled = 0;
                }

                canonicalQuery.Slice(0, plain).CopyTo(chunk.AsSpan(filled));
                filled += plain;
                canonicalQuery = canonicalQuery.Slice(plain);
                if (!canonicalQuery.IsEmpty && EscapeAgain(canonicalQuery[0]) is { IsEmpty: false } escaped)
                {
                    escaped.CopyTo(chunk.AsSpan(filled));
                    filled += escaped.Length;
                    canonicalQuery = canonicalQuery.Slice(1);
                }
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
    private static ReadOnlySpan<byte> EscapeAgain(byte value) => value switch
    {
        (byte)'%' => "%25"u8,
        (byte)'=' => "%3D"u8,
        (byte)'&' => "%26"u8,
        _ => default,
    };
}
