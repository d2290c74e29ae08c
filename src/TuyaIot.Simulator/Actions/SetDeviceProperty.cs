using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Sets properties of one device.</summary>
internal sealed class SetDeviceProperty(Fleet fleet) : IGatewayAction
{
    public string Name => "SetDeviceProperty";

    public Answer Run(ActionCall call) =>
        Target.Device(fleet, call.Parameters, out Product product, out string device)
        ?? PropertyItems.Check(product, call.Parameters, out JsonObject items)
        ?? CarryOut(call, product, device, items);

    private Answer CarryOut(ActionCall call, Product product, string device, JsonObject items)
    {
        FleetCommand command = PropertyItems.CarryOut(fleet, Name, call, product, [device], items);
        return Answer.Accepted(new JsonObject { ["Data"] = new JsonObject { ["MessageId"] = MessageIds.Of(command) } });
    }
}
