using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using TuyaIot.Api;
using TuyaIot.Rpc;

namespace TuyaIot.Benchmarks;

/// <summary>A call for 100 devices from signing to verdict, beside HttpClient sending the same bytes made beforehand.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class CallBenchmarks : IDisposable
{
    private const int Calls = 512;

    private readonly string[] _names = [.. Enumerable.Range(1, 100).Select(i => $"device-{i:00000000000000000000000000}")];
    private readonly InvokeThingsService _call = new("a1BwAGV0001", "Set", ServiceArgs.Parse("{\"param1\":1}"), Qos: null);
    private readonly AccessKey _key = new("testid", new NetworkCredential("", "testsecret").SecurePassword);

    private FixedReplyServer _server = null!;
    private RpcClient _client = null!;
    private HttpMessageInvoker _invoker = null!;
    private byte[] _bytes = [];
    private Uri _url = null!;

    [Params(RpcMethod.Get, RpcMethod.Post)]
    public RpcMethod Method { get; set; }

    [Params(1, 16)]
    public int InFlight { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _server = new FixedReplyServer();
        RpcOptions options = new() { Endpoint = _server.Endpoint, Method = Method };
        _client = new RpcClient(_key, options, TimeProvider.System, Nonce.Create);
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using PooledBuffer signed = new RequestSigner(_key, options, Nonce.Create).Sign(_call.ToRequest(_names), DateTimeOffset.UtcNow);
        _bytes = Method is RpcMethod.Post ? signed.Written.ToArray() : [];
        _url = Method is RpcMethod.Post ? _server.Endpoint : new Uri($"{_server.Endpoint}?{signed.ToAsciiString()}");
    }

    [GlobalCleanup]
    public void Dispose()
    {
        Console.WriteLine($"// {_server.Connections} connections for all calls of this case");
        _client.Dispose();
        _invoker.Dispose();
        _server.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public Task Prebuilt() => RunAsync(async () =>
    {
        using HttpRequestMessage request = new(Method is RpcMethod.Post ? HttpMethod.Post : HttpMethod.Get, _url) { Content = new ByteArrayContent(_bytes) };
        using HttpResponseMessage response = await _invoker.SendAsync(request, CancellationToken.None);
        await response.Content.ReadAsByteArrayAsync();
    });

    [Benchmark(OperationsPerInvoke = Calls)]
    public Task Call() => RunAsync(() => _client.SendAsync(_call.ToRequest(_names), DateTimeOffset.UtcNow, CancellationToken.None));

    private Task RunAsync(Func<Task> call) => Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
    {
        for (int i = 0; i < Calls / InFlight; i++)
        {
            await call();
        }
    }));
}
