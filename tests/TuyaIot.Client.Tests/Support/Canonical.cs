using System;
using System.Collections.Generic;
using System.Text;
using TuyaIot.Signing;

namespace TuyaIot.Client.Tests.Support;

/// <summary>What a canonicalized query and its signature come to.</summary>
internal static class Canonical
{
    internal static string Query(CanonicalQuery canonical, string[]? changing = null, IReadOnlyList<string>? list = null) =>
        Write(RpcMethod.Get, Sample.Secret, canonical, changing, list).Query;

    internal static string Sign(
        RpcMethod method, string secret, CanonicalQuery canonical, string[]? changing = null, IReadOnlyList<string>? list = null) =>
        Write(method, secret, canonical, changing, list).Signature;

    private static (string Query, string Signature) Write(
        RpcMethod method, string secret, CanonicalQuery canonical, string[]? changing, IReadOnlyList<string>? list)
    {
        using SigningWriter writer = new(method, Encoding.UTF8.GetBytes(secret + "&"));
        using PooledBuffer query = new(16);
        writer.Begin(query);
        canonical.Write(writer, changing ?? [], list ?? []);
        writer.Finish();
        string[] parts = query.ToAsciiString().Split("&Signature=");
        return (parts[0], Uri.UnescapeDataString(parts[1]));
    }
}
