using System.Threading.Tasks;
using TuyaIot.Delivery;
using TuyaIot.Signing;
using TuyaIot.Tests.Servers;

namespace TuyaIot.Client.Tests.Support;

internal static class GatewayDelivery
{
    /// <summary>Delivers one command to the gateway by a client that has sent nothing before.</summary>
    internal static async Task<Outcome> DeliverAsync(
        this TestGateway gateway, TestTime time, DeliveryOptions? options = null, double random = 0.5, RpcMethod method = RpcMethod.Get)
    {
        using DeliveryRig rig = new(gateway.Endpoint, time, options, random, method);
        return await rig.DeliverAsync();
    }
}
