using System;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Signing;
using TuyaIot.Transport;

namespace TuyaIot.Benchmarks.Calls;

/// <summary>A call from signing to the read reply.</summary>
internal sealed class OurCaller(Uri endpoint, RpcMethod method) : ICaller
{
    private readonly RpcClient _client = new(
        Sample.Key, new RpcOptions { Endpoint = endpoint, Method = method }, TimeProvider.System, new NonceSource().Next);

    public Task CallAsync(int lane) => _client.SendAsync(Sample.Request(), DateTimeOffset.UtcNow, CancellationToken.None);

    public void Dispose() => _client.Dispose();
}
