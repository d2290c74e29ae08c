using System;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Benchmarks.Support;
using TuyaIot.Signing;
using TuyaIot.Transport;

namespace TuyaIot.Benchmarks.Calls;

/// <summary>A call from signing to the read reply.</summary>
internal sealed class OurCaller : ICaller
{
    private readonly RpcClient _client;
    private readonly RequestTemplate _template;

    public OurCaller(Uri endpoint, RpcMethod method)
    {
        _client = new RpcClient(Sample.Key, new RpcOptions { Endpoint = endpoint, Method = method }, TimeProvider.System, new NonceSource().Next);
        _template = Sample.Prepare(_client.Prepare);
    }

    public Task CallAsync(int lane) => _client.SendAsync(Sample.Request(_template), DateTimeOffset.UtcNow, CancellationToken.None);

    public void Dispose() => _client.Dispose();
}
