using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Signing;
using TuyaIot.Transport;

namespace TuyaIot.Client.Tests.Support;

/// <summary>A delivery with everything real but the time and the dice.</summary>
internal sealed class DeliveryRig : IDisposable
{
    public const string Secret = "not-to-be-seen";

    private readonly RpcClient _client;
    private readonly RequestDelivery _delivery;

    public DeliveryRig(
        Uri endpoint,
        TestTime time,
        DeliveryOptions? options = null,
        double random = 0.5,
        RpcMethod method = RpcMethod.Get,
        Func<string>? createNonce = null)
    {
        AccessKey key = new("testid", new NetworkCredential("", Secret).SecurePassword);
        RpcOptions rpc = new() { Endpoint = endpoint, Method = method, Timeout = TestTime.RequestTimeout };
        _client = new RpcClient(key, rpc, time, createNonce ?? new NonceSource().Next);
        Pacer pacer = new(time);
        _delivery = new RequestDelivery(new GatewaySession(_client, time, _ => pacer), options ?? new DeliveryOptions { RequestsPerSecond = 0 }, () => random);
    }

    public IRequestRecord? Record { get; set; }

    public static InvokeThingsService Call { get; } = new("a1BwAGV0001", "Set", JsonObjectText.Parse("""{"param1":1}"""), Qos: null);

    public Task<Outcome> DeliverAsync(CancellationToken cancellationToken = default) => DeliverAsync(Call.Action, cancellationToken);

    public Task<Outcome> DeliverAsync(ApiAction action, CancellationToken cancellationToken = default) => _delivery.DeliverAsync(
        new RpcRequest(_client.Prepare(action.Name, Call.GetParameters(), DeviceBatchCall.DeviceNameList), ["device1", "device2"]),
        action,
        Record,
        cancellationToken);

    public void Dispose() => _client.Dispose();
}
