using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using TuyaIot.Api;
using TuyaIot.Signing;

namespace TuyaIot.Benchmarks.Support;

/// <summary>The request that everything is measured with: 100 names of 33 characters, some 5 kB.</summary>
internal static class Sample
{
    public const string Secret = "testsecret";

    private static readonly string[] Names = [.. Enumerable.Range(1, 100).Select(i => $"device-{i:00000000000000000000000000}")];
    private static readonly InvokeThingsService Call = new("a1BwAGV0001", "Set", JsonObjectText.Parse("{\"param1\":1}"), Qos: null);

    public static AccessKey Key { get; } = new("testid", new NetworkCredential("", Secret).SecurePassword);

    public static RequestSigner Signer(Uri endpoint, RpcMethod method) => new(Key, method, endpoint, [], new NonceSource().Next);

    public static RequestTemplate Prepare(Func<string, IReadOnlyList<RpcParameter>, ListParameter?, RequestTemplate> prepare) =>
        prepare(Call.Action.Name, Call.GetParameters(), DeviceBatchCall.DeviceNameList);

    /// <summary>The request of a prepared call.</summary>
    public static RpcRequest Request(RequestTemplate template) => new(template, Names);

    /// <summary>The same request by itself, parameter by parameter.</summary>
    public static RpcRequest Request()
    {
        using RequestSigner signer = Signer(new Uri("https://gateway.example:8686/"), RpcMethod.Post);
        return Request(Prepare(signer.Prepare));
    }

    /// <summary>The query of a GET or the body of a POST, signed.</summary>
    public static PooledBuffer Sign(Uri endpoint, RpcMethod method)
    {
        using RequestSigner signer = Signer(endpoint, method);
        return signer.Sign(Request(Prepare(signer.Prepare)), DateTimeOffset.UtcNow);
    }
}
