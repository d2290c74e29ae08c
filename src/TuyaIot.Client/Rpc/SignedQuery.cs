using System;

namespace TuyaIot.Rpc;

/// <summary>A canonicalized query that is signed while it is written, so that no byte of it is looked at twice.</summary>
internal sealed class SignedQuery(int capacity, RpcMethod method, byte[] signingKey) : IDisposable
{
    private readonly PooledBuffer _query = new(capacity);
    private readonly Signature _signature = new(method, signingKey);

    public void Append(EncodedText text)
    {
        _query.Append(text.InQuery);
        _signature.AppendEncoded(text.InStringToSign);
    }

    /// <summary>Encodes a value and appends it.</summary>
    public void Append(string value)
    {
        int start = _query.Length;
        bool isPlain = PercentEncoding.Append(_query, value);
        ReadOnlySpan<byte> encoded = _query.Written.AsSpan(start);
        if (isPlain)
        {
            _signature.AppendEncoded(encoded);
        }
        else
        {
            _signature.Append(encoded);
        }
    }

    /// <summary>Ends the query with its own signature and hands it over: the caller disposes of what is returned.</summary>
    public PooledBuffer Sign()
    {
        string signature = _signature.Finish();
        _query.Append("&Signature="u8);
        PercentEncoding.Append(_query, signature);
        return _query;
    }

    /// <summary>Frees the hash. The query belongs to whoever had it signed.</summary>
    public void Dispose() => _signature.Dispose();
}
