using System;
using System.Linq;
using System.Net;
using TuyaIot.Api;
using TuyaIot.Signing;
using TuyaIot.Transport;

namespace TuyaIot.Benchmarks;

/// <summary>The request that everything is measured with: 100 names of 33 characters, some 5 kB.</summary>
internal static class Sample
{
    public const string Secret = "testsecret";

    private static readonly string[] Names = [.. Enumerable.Range(1, 100).Select(i => $"device-{i:00000000000000000000000000}")];
    private static readonly InvokeThingsService Call = new("a1BwAGV0001", "Set", ServiceArgs.Parse("{\"param1\":1}"), Qos: null);

    public static AccessKey Key { get; } = new("testid", new NetworkCredential("", Secret).SecurePassword);

    public static RpcRequest Request() => Call.ToRequest(Names);

    /// <summary>The query of a GET or the body of a POST, signed.</summary>
    public static PooledBuffer Sign(Uri endpoint, RpcMethod method)
    {
        using RequestSigner signer = new(Key, new RpcOptions { Endpoint = endpoint, Method = method }, new NonceSource().Next);
        return signer.Sign(Request(), DateTimeOffset.UtcNow);
    }
}
