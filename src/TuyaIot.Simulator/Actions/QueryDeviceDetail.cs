using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the identity and the status of one device.</summary>
internal sealed class QueryDeviceDetail(Fleet fleet) : IGatewayAction
{
    public string Name => "QueryDeviceDetail";

    public Answer Run(ActionCall call) =>
        Target.Device(fleet, call.Parameters, out Product product, out string device)
        ?? Answer.Accepted(new JsonObject { ["Data"] = Describe(product, device) });

    internal static JsonObject Describe(Product product, string device)
    {
        JsonObject facts = DeviceFacts.Of(product, device);
        facts["ProductName"] = product.Name;
        facts["Status"] = DeviceFacts.StatusOf(product, device);
        return facts;
    }
}
