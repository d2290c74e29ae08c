using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Sets properties of up to 100 devices of one product.</summary>
internal sealed class SetDevicesProperty(Fleet fleet) : IGatewayAction
{
    public string Name => "SetDevicesProperty";

    public Answer Run(ActionCall call) =>
        Target.Product(fleet, call.Parameters, out Product product)
        ?? PropertyItems.Check(product, call.Parameters, out JsonObject items)
        ?? Target.Devices(product, call.Parameters, out string[] devices)
        ?? CarryOut(call, product, devices, items);

    private Answer CarryOut(ActionCall call, Product product, string[] devices, JsonObject items)
    {
        PropertyItems.CarryOut(fleet, Name, call, product, devices, items);
        return Answer.Accepted();
    }
}
