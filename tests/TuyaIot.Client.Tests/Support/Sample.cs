using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using TuyaIot.Signing;
using TuyaIot.Transport;

namespace TuyaIot.Client.Tests.Support;

/// <summary>One request with its key, its clock and its nonce, so that every byte of it is known beforehand.</summary>
internal static class Sample
{
    internal const string Secret = "testsecret";
    internal const string Nonce = "5c5c58171ca14baca82aeaaec49ab5bd";

    internal static readonly DateTimeOffset Now = StillClock.Time;

    internal static AccessKey Key { get; } = KeyOf("testid", Secret);

    internal static RpcRequest Request { get; } = RequestFor("device1", "device2");

    internal static AccessKey KeyOf(string id, string secret) => new(id, new NetworkCredential("", secret).SecurePassword);

    internal static RpcRequest RequestFor(params IEnumerable<string> deviceNames) => new(
        "InvokeThingsService",
        [
            new RpcParameter("ProductKey", "a1BwAGV0001"),
            new RpcParameter("Identifier", "testService"),
            new RpcParameter("Args", "{\"param\":1}"),
            .. deviceNames.Select(static (name, i) => new RpcParameter($"DeviceName.{i + 1}", name)),
        ]);

    internal static RpcOptions Options(RpcMethod method = RpcMethod.Get, params IReadOnlyList<RpcParameter> extra) => new()
    {
        Endpoint = new Uri("https://gateway.example:8686/"),
        Method = method,
        ExtraParameters = extra,
    };

    /// <summary>What is signed for these options: the query of a GET, the body of a POST.</summary>
    internal static string Query(RpcRequest request, RpcOptions options)
    {
        using RequestSigner signer = Signer(options);
        using PooledBuffer signed = signer.Sign(request, Now);
        return signed.ToAsciiString();
    }

    internal static RequestSigner Signer(RpcOptions options, Func<string>? createNonce = null) =>
        new(Key, options.Method, options.Endpoint, options.ExtraParameters, createNonce ?? (static () => Nonce));

    internal static RpcClient Client(RpcOptions options, TimeProvider? time = null) =>
        new(Key, options, time ?? new StillClock(), static () => Nonce);
}
