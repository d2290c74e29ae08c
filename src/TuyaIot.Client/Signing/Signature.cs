using System;
using System.Security.Cryptography;

namespace TuyaIot.Signing;

/// <summary>
/// The signature of developer.tuya.com/en/docs/tuya-iot (page id Keybvy1mbiuzi): parameters sorted by name, ordinal, and
/// percent-encoded make the canonicalized query; METHOD&amp;%2F&amp;percentEncode(query) is signed with HMAC-SHA1. That string is
/// fed to the hash in pieces and never stands in memory whole. Once finished, it takes the next query.
/// </summary>
internal sealed class Signature : IDisposable
{
    /// <summary>Base64 of 20 bytes is 28 characters, of which + / = take three bytes each once encoded.</summary>
    public const int MaxEncodedLength = 28 * 3;

    private const int ChunkSize = 4096;

    private readonly IncrementalHash _hash;
    private readonly byte[] _chunk = new byte[ChunkSize];
    private readonly RpcMethod _method;
    private int _filled;

    public Signature(RpcMethod method, byte[] signingKey)
    {
        _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, signingKey);
        _method = method;
        Begin();
    }

    /// <summary>The next piece of the query, which is encoded here once more. It holds unreserved characters and % = &amp; only.</summary>
    public void Append(ReadOnlySpan<byte> query)
    {
        while (query.IndexOfAny((byte)'%', (byte)'=', (byte)'&') is int plain and >= 0)
        {
            AppendEncoded(query.Slice(0, plain));
            AppendEncoded(Escape(query[plain]));
            query = query.Slice(plain + 1);
        }

        AppendEncoded(query);
    }

    /// <summary>The next piece of the string to sign, as it stands there.</summary>
    public void AppendEncoded(ReadOnlySpan<byte> text)
    {
        while (text.Length > ChunkSize - _filled)
        {
            int fitting = ChunkSize - _filled;
            text.Slice(0, fitting).CopyTo(_chunk.AsSpan(_filled));
            _hash.AppendData(_chunk, 0, ChunkSize);
            _filled = 0;
            text = text.Slice(fitting);
        }

        text.CopyTo(_chunk.AsSpan(_filled));
        _filled += text.Length;
    }

    /// <summary>The signature in Base64.</summary>
    public string Finish()
    {
        _hash.AppendData(_chunk, 0, _filled);
        string signature = Convert.ToBase64String(_hash.GetHashAndReset());
        Begin();
        return signature;
    }

    public void Dispose() => _hash.Dispose();

    private void Begin()
    {
        _filled = 0;
        AppendEncoded(_method is RpcMethod.Get ? "GET&%2F&"u8 : "POST&%2F&"u8);
    }

    private static ReadOnlySpan<byte> Escape(byte value) => value switch
    {
        (byte)'%' => "%25"u8,
        (byte)'=' => "%3D"u8,
        _ => "%26"u8,
    };
}
