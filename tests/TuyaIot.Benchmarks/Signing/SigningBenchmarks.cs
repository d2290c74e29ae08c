using System;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using TuyaIot.Benchmarks.Support;
using TuyaIot.Signing;

namespace TuyaIot.Benchmarks.Signing;

/// <summary>One request with 100 names of 32 characters, signed; beside the bare hash of as many bytes, and a straightforward signer.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class SigningBenchmarks : IDisposable
{
    private static readonly Uri Endpoint = new("https://gateway.example:8686/");

    private readonly string _secret = Sample.Secret;
    private readonly byte[] _key = Encoding.UTF8.GetBytes(Sample.Secret + "&");
    private readonly RequestSigner _signer = Sample.Signer(Endpoint, RpcMethod.Post);

    private readonly RpcRequest _request = Sample.Request();
    private RequestTemplate? _template;
    private byte[] _query = [];
    private byte[] _stringToSign = [];

    [GlobalSetup]
    public void Setup()
    {
        _template = Sample.Prepare(_signer.Prepare);
        using PooledBuffer signed = Sample.Sign(Endpoint, RpcMethod.Post);
        _query = signed.Written.ToArray();
        _stringToSign = Encoding.UTF8.GetBytes("POST&%2F&" + Uri.EscapeDataString(Encoding.UTF8.GetString(_query)));
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _signer.Dispose();
        GC.SuppressFinalize(this);
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
        using PooledBuffer signed = _signer.Sign(Sample.Request(_template!), DateTimeOffset.UtcNow);
        return signed.Length;
    }

    [Benchmark]
    public string Straightforward() => StraightforwardSigner.Sign(_request, _secret);
}
