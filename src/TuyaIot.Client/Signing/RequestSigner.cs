using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using TuyaIot.Transport;

namespace TuyaIot.Signing;

/// <summary>Makes one attempt out of a request: adds who asks, when and a nonce, and signs it all.</summary>
internal sealed class RequestSigner(AccessKey key, RpcOptions options, Func<string> createNonce) : IDisposable
{
    private const string SignatureMethod = "HMAC-SHA1";
    private const int TypicalQuery = 8192;

    private static readonly string[] Changing = ["SignatureNonce", "Timestamp"];

    /// <summary>By the list of constant parameters, which all requests of a call share.</summary>
    private readonly ConditionalWeakTable<IReadOnlyList<RpcParameter>, CanonicalQuery> _queries = new();

    /// <summary>Those that nothing is being signed with: to set up a hash with its key costs an eighth of hashing 5 kB.</summary>
    private readonly ConcurrentBag<Signature> _idle = [];

    /// <summary>Parameters that this class writes itself, so that nobody else may.</summary>
    public static IReadOnlyList<string> ReservedNames { get; } =
        ["Action", "AccessKeyId", "Signature", "SignatureMethod", "SignatureNonce", "Timestamp"];

    /// <summary>The query of a GET's URL or the body of a POST, Signature included. The caller disposes of it.</summary>
    public PooledBuffer Sign(RpcRequest request, DateTimeOffset now)
    {
        string timestamp = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        CanonicalQuery canonical = _queries.GetValue(request.Constant, _ => CreateQuery(request));
        Signature signature = _idle.TryTake(out Signature? idle) ? idle : new Signature(options.Method, key.SigningKey);
        PooledBuffer query = new(TypicalQuery);
        SigningWriter signed = new(query, signature);
        canonical.Write(signed, [createNonce(), timestamp], request.Repeated?.Values ?? []);
        signed.Sign();
        _idle.Add(signature);
        return query;
    }

    /// <summary>How long the URL of a GET can become with these parameters: the signature's length is counted at its worst.</summary>
    public int UrlLength(RpcRequest request)
    {
        using PooledBuffer query = Sign(request, DateTimeOffset.MinValue);
        return options.Endpoint.AbsoluteUri.Length + "?".Length + query.Length + Signature.MaxEncodedLength;
    }

    public void Dispose()
    {
        while (_idle.TryTake(out Signature? signature))
        {
            signature.Dispose();
        }
    }

    /// <summary>A parameter must not be sent twice, so what a request says itself wins over what every request is to carry.</summary>
    private CanonicalQuery CreateQuery(RpcRequest request) => new(
        [
            .. request.Constant,
            .. options.ExtraParameters.Where(extra => !request.Constant.Any(own => own.Name == extra.Name)),
            new("Action", request.Action),
            new("AccessKeyId", key.Id),
            new("SignatureMethod", SignatureMethod),
        ],
        Changing,
        request.Repeated?.Name);
}
