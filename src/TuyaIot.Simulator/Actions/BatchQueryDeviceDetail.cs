using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives identity and status of up to 100 devices. Devices that do not exist are left out; one of another account fails the call.</summary>
internal sealed class BatchQueryDeviceDetail(Fleet fleet) : IGatewayAction
{
    public string Name => "BatchQueryDeviceDetail";

    public ActionReply Run(ActionCall call) =>
        Target.FindProduct(fleet, call.Parameters, out Product product)
        ?? DeviceNames.Read(call.Parameters, out string[] devices)
        ?? devices.Select(device => Target.CheckAccount(product, device)).FirstOrDefault(static refusal => refusal is not null)
        ?? ActionReply.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject
            {
                ["Data"] = new JsonArray(
                    [.. devices.Where(product.Exists).Select(device => QueryDeviceDetail.Describe(fleet, call.Now, product, device))]),
            },
        });
}
