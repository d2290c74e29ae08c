using System;
using System.Collections.Generic;
using System.Globalization;

namespace TuyaIot.Rpc;

/// <summary>Makes one attempt out of a request: adds who asks, when and a nonce, and signs it all.</summary>
internal sealed class RequestSigner(AccessKey key, RpcOptions options, Func<string> createNonce)
{
    private const string SignatureMethod = "HMAC-SHA1";
    private const int TypicalQuery = 8192;

    /// <summary>Parameters that this class writes itself, so that nobody else may.</summary>
    public static IReadOnlyList<string> ReservedNames { get; } =
        ["Action", "AccessKeyId", "Signature", "SignatureMethod", "SignatureNonce", "Timestamp"];

    /// <summary>The query of a GET's URL or the body of a POST, Signature included. The caller disposes of it.</summary>
    public PooledBuffer Sign(RpcRequest request, DateTimeOffset now)
    {
        RpcParameter[] parameters =
        [
            .. request.Parameters,
            .. options.ExtraParameters,
            new("Action", request.Action),
            new("AccessKeyId", key.Id),
            new("SignatureMethod", SignatureMethod),
            new("SignatureNonce", createNonce()),
            new("Timestamp", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        ];
        Signature.Sort(parameters);

        PooledBuffer query = new(TypicalQuery);
        Signature.AppendCanonicalQuery(query, parameters);
        string signature = Signature.Compute(options.Method, query.Written, key.SigningKey);
        query.Append("&Signature="u8);
        PercentEncoding.Append(query, signature);
        return query;
    }

    /// <summary>How long the URL of a GET can become with these parameters: the signature's length is counted at its worst.</summary>
    public int UrlLength(RpcRequest request)
    {
        using PooledBuffer query = Sign(request, DateTimeOffset.MinValue);
        return options.Endpoint.AbsoluteUri.Length + "?".Length + query.Length + Signature.LongestEncoded;
    }
}
