using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the identity and the status of one device.</summary>
internal sealed class QueryDeviceDetail(Fleet fleet) : IGatewayAction
{
    public string Name => "QueryDeviceDetail";

    public ActionReply Run(ActionCall call) =>
        Target.FindDevice(fleet, call.Parameters, out Product product, out string device)
        ?? ActionReply.Accepted(new JsonObject { ["Data"] = Describe(product, device) });

    internal static JsonObject Describe(Product product, string device)
    {
        JsonObject facts = DeviceFacts.Create(product, device);
        facts["ProductName"] = product.Name;
        facts["Status"] = DeviceFacts.StatusOf(product, device);
        return facts;
    }
}
