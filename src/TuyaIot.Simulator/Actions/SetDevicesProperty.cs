using System.Text.Json;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Sets properties of up to 100 devices of one product.</summary>
internal sealed class SetDevicesProperty(Fleet fleet) : IGatewayAction
{
    public string Name => "SetDevicesProperty";

    public ActionReply Run(ActionCall call) =>
        Target.FindProduct(fleet, call.Parameters, out Product product)
        ?? PropertyItems.Check(product, call.Parameters, out JsonElement items)
        ?? Target.FindDevices(product, call.Parameters, out string[] devices)
        ?? CarryOut(call, product, devices, items);

    private ActionReply CarryOut(ActionCall call, Product product, string[] devices, JsonElement items)
    {
        PropertyItems.CarryOut(fleet, Name, call, product, devices, items, hasMessageId: false);
        return ActionReply.Accepted();
    }
}
