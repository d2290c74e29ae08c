using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using TuyaIot.Api;
using TuyaIot.Rpc;

namespace TuyaIot.Benchmarks;

/// <summary>One request with 100 names of 32 characters, signed; beside the bare hash of as many bytes, and a straightforward signer.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class SigningBenchmarks
{
    private const string Secret = "testsecret";

    private readonly string[] _names = [.. Enumerable.Range(1, 100).Select(i => $"device-{i:00000000000000000000000000}")];
    private readonly InvokeThingsService _call = new("a1BwAGV0001", "Set", ServiceArgs.Parse("{\"param1\":1}"), Qos: null);
    private readonly byte[] _key = Encoding.UTF8.GetBytes(Secret + "&");
    private readonly RequestSigner _signer = new(
        new AccessKey("testid", new NetworkCredential("", Secret).SecurePassword),
        new RpcOptions { Endpoint = new Uri("https://gateway.example:8686/"), Method = RpcMethod.Post },
        Nonce.Create);

    private byte[] _query = [];
    private byte[] _stringToSign = [];

    [GlobalSetup]
    public void Setup()
    {
        using PooledBuffer signed = _signer.Sign(_call.ToRequest(_names), DateTimeOffset.UtcNow);
        _query = signed.Written.ToArray();
        _stringToSign = Encoding.UTF8.GetBytes("POST&%2F&" + Uri.EscapeDataString(Encoding.UTF8.GetString(_query)));
    }

    [Benchmark(Baseline = true)]
    public byte BareHmacAndCopy()
    {
        using PooledBuffer copy = new(_query.Length);
        copy.Append(_query);
        return HMACSHA1.HashData(_key, _stringToSign)[0];
    }

    [Benchmark]
    public int Signer()
    {
        using PooledBuffer signed = _signer.Sign(_call.ToRequest(_names), DateTimeOffset.UtcNow);
        return signed.Length;
    }

    [Benchmark]
    public string Straightforward() => StraightforwardSigner.Sign(_call.ToRequest(_names), Secret);
}
