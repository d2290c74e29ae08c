using System;
using TuyaIot.Transport;

namespace TuyaIot.Delivery;

/// <summary>An endpoint as one key sees it: how to speak to it, its clock and its pace.</summary>
/// <param name="client">Speaks one request once.</param>
/// <param name="time">This machine's clock.</param>
/// <param name="pacerOf">The pacer of an action.</param>
internal sealed class GatewaySession(RpcClient client, TimeProvider time, Func<string, Pacer> pacerOf)
{
    public RpcClient Client { get; } = client;

    public TimeProvider Time { get; } = time;

    public GatewayClock Clock { get; } = new(time);

    public Pacer PacerOf(string action) => pacerOf(action);
}
