using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the identity of one device.</summary>
internal sealed class QueryDeviceInfo(Fleet fleet) : IGatewayAction
{
    public string Name => "QueryDeviceInfo";

    public ActionReply Run(ActionCall call) =>
        Target.FindDevice(fleet, call.Parameters, out Product product, out string device)
        ?? ActionReply.Accepted(new JsonObject { ["Data"] = DeviceFacts.Create(product, device) });
}
