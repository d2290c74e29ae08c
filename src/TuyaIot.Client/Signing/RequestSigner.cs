using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace TuyaIot.Signing;

/// <summary>Makes one attempt of a request: adds the AccessKey ID, the time and a nonce, and signs it all.</summary>
/// <param name="key">The key to sign with.</param>
/// <param name="method">GET or POST, which the signature covers.</param>
/// <param name="endpoint">The gateway, whose length counts in a URL.</param>
/// <param name="extraParameters">Parameters that every request carries.</param>
/// <param name="createNonce">Creates the nonce of an attempt.</param>
internal sealed class RequestSigner(
    AccessKey key,
    RpcMethod method,
    Uri endpoint,
    IReadOnlyList<RpcParameter> extraParameters,
    Func<string> createNonce) : IDisposable
{
    private const string SignatureMethod = "HMAC-SHA1";
    private const int TypicalQuery = 8192;

    private static readonly string[] Changing = ["SignatureNonce", "Timestamp"];

    private readonly ConcurrentBag<SigningWriter> _idle = [];

    /// <summary>Parameters that this class writes itself, so that nobody else may.</summary>
    public static IReadOnlyList<string> ReservedNames { get; } =
        ["Action", "AccessKeyId", "Signature", "SignatureMethod", "SignatureNonce", "Timestamp"];

    /// <summary>Prepares a call, of which many requests are to be sent.</summary>
    /// <param name="action">The action.</param>
    /// <param name="parameters">The parameters that do not change.</param>
    /// <param name="list">The list that each request fills; null for none.</param>
    public RequestTemplate Prepare(string action, IReadOnlyList<RpcParameter> parameters, ListParameter? list)
    {
        CanonicalQuery query = CreateQuery(action, parameters, list);
        using PooledBuffer empty = Sign(query, [], DateTimeOffset.MinValue);
        int maxUrlLength = endpoint.AbsoluteUri.Length + "?".Length + empty.Length + SigningWriter.MaxSignatureLength;
        return new RequestTemplate(action, parameters, list, query, maxUrlLength);
    }

    /// <summary>The query of a GET's URL or the body of a POST, Signature included. The caller disposes of it.</summary>
    public PooledBuffer Sign(RpcRequest request, DateTimeOffset now) => Sign(
        request.Template?.Query ?? CreateQuery(request.Action, request.Parameters, list: null), request.ListValues, now);

    public void Dispose()
    {
        while (_idle.TryTake(out SigningWriter? writer))
        {
            writer.Dispose();
        }
    }

    private PooledBuffer Sign(CanonicalQuery canonical, IReadOnlyList<string> listValues, DateTimeOffset now)
    {
        string timestamp = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        SigningWriter writer = _idle.TryTake(out SigningWriter? idle) ? idle : new SigningWriter(method, key.SigningKey);
        PooledBuffer query = new(TypicalQuery);
        writer.Begin(query);
        canonical.Write(writer, [createNonce(), timestamp], listValues);
        writer.Finish();
        _idle.Add(writer);
        return query;
    }

    /// <summary>A parameter must not be sent twice, so a request's own parameter wins over one that every request carries.</summary>
    private CanonicalQuery CreateQuery(string action, IReadOnlyList<RpcParameter> parameters, ListParameter? list) => new(
        [
            .. parameters,
            .. extraParameters.Where(extra => !parameters.Any(own => own.Name == extra.Name)),
            new("Action", action),
            new("AccessKeyId", key.Id),
            new("SignatureMethod", SignatureMethod),
        ],
        Changing,
        list);
}
