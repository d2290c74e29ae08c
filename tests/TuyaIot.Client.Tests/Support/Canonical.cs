using System;
using System.Collections.Generic;
using System.Text;
using TuyaIot.Signing;

namespace TuyaIot.Client.Tests.Support;

/// <summary>What a canonicalized query and its signature come to.</summary>
internal static class Canonical
{
    internal static string Query(CanonicalQuery canonical, string[]? changing = null, IReadOnlyList<string>? repeated = null) =>
        Write(RpcMethod.Get, Sample.Secret, canonical, changing, repeated).Query;

    internal static string Sign(
        RpcMethod method, string secret, CanonicalQuery canonical, string[]? changing = null, IReadOnlyList<string>? repeated = null) =>
        Write(method, secret, canonical, changing, repeated).Signature;

    private static (string Query, string Signature) Write(
        RpcMethod method, string secret, CanonicalQuery canonical, string[]? changing, IReadOnlyList<string>? repeated)
    {
        using Signature signature = new(method, Encoding.UTF8.GetBytes(secret + "&"));
        using PooledBuffer query = new(16);
        SigningWriter signed = new(query, signature);
        canonical.Write(signed, changing ?? [], repeated ?? []);
        signed.Sign();
        string[] parts = query.ToAsciiString().Split("&Signature=");
        return (parts[0], Uri.UnescapeDataString(parts[1]));
    }
}
