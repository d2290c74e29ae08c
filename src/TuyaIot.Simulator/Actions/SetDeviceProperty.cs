using System.Text.Json;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Sets properties of one device.</summary>
internal sealed class SetDeviceProperty(Fleet fleet) : IGatewayAction
{
    public string Name => "SetDeviceProperty";

    public ActionReply Run(ActionCall call) =>
        Target.FindDevice(fleet, call.Parameters, out Product product, out string device)
        ?? QosParameter.Check(call.Parameters)
        ?? PropertyItems.Check(product, call.Parameters, out JsonElement items)
        ?? CarryOut(call, product, device, items);

    private ActionReply CarryOut(ActionCall call, Product product, string device, JsonElement items)
    {
        FleetCommand command = PropertyItems.CarryOut(
            fleet, Name, call, product, [device], items, QosParameter.IsAtLeastOnce(call.Parameters));
        return ActionReply.Accepted(new JsonObject { ["Data"] = new JsonObject { ["MessageId"] = MessageIds.Create(command) } });
    }
}
