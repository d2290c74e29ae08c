using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the identity of one device.</summary>
internal sealed class QueryDeviceInfo(Fleet fleet) : IGatewayAction
{
    public string Name => "QueryDeviceInfo";

    public Answer Run(ActionCall call) =>
        Target.Device(fleet, call.Parameters, out Product product, out string device)
        ?? Answer.Accepted(new JsonObject { ["Data"] = DeviceFacts.Of(product, device) });
}
