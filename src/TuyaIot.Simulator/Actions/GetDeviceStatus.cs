using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the status of one device and the time of its last change.</summary>
internal sealed class GetDeviceStatus(Fleet fleet) : IGatewayAction
{
    public string Name => "GetDeviceStatus";

    public ActionReply Run(ActionCall call) =>
        Target.FindDevice(fleet, call.Parameters, out Product product, out string device)
        ?? ActionReply.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject
            {
                ["Status"] = DeviceFacts.StatusOf(product, device),
                ["Timestamp"] = DeviceFacts.ChangedOf(product, device).ToUnixTimeMilliseconds(),
            },
        });
}
