using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Says whether one device is connected.</summary>
internal sealed class GetDeviceStatus(Fleet fleet) : IGatewayAction
{
    public string Name => "GetDeviceStatus";

    public Answer Run(ActionCall call) =>
        Target.Device(fleet, call.Parameters, out Product product, out string device)
        ?? Answer.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject
            {
                ["Status"] = DeviceFacts.StatusOf(product, device),
                ["Timestamp"] = JsonNumber.From(call.Now.ToUnixTimeMilliseconds()),
            },
        });
}
