using System;

namespace TuyaIot.Signing;

/// <summary>A canonicalized query that is signed while it is written, so that no byte of it is looked at twice.</summary>
internal sealed class SigningWriter(PooledBuffer query, Signature signature)
{
    public void Append(EncodedText text)
    {
        query.Append(text.InQuery);
        signature.AppendEncoded(text.InStringToSign);
    }

    /// <summary>Encodes a value and appends it.</summary>
    public void Append(string value)
    {
        int start = query.Length;
        bool isPlain = PercentEncoding.Append(query, value);
        ReadOnlySpan<byte> encoded = query.Written.AsSpan(start);
        if (isPlain)
        {
            signature.AppendEncoded(encoded);
        }
        else
        {
            signature.Append(encoded);
        }
    }

    /// <summary>Ends the query with its own signature.</summary>
    public void Sign()
    {
        query.Append("&Signature="u8);
        PercentEncoding.Append(query, signature.Finish());
    }
}
