using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the status of several devices of one product.</summary>
internal sealed class BatchGetDeviceState(Fleet fleet) : IGatewayAction
{
    public string Name => "BatchGetDeviceState";

    public ActionReply Run(ActionCall call) =>
        Target.FindProduct(fleet, call.Parameters, out Product product)
        ?? Target.FindDevices(product, call.Parameters, out string[] devices)
        ?? ActionReply.Accepted(new JsonObject
        {
            ["DeviceStatusList"] = new JsonObject
            {
                ["DeviceStatus"] = new JsonArray([.. devices.Select(device => Describe(product, device))]),
            },
        });

    private static JsonObject Describe(Product product, string device) => new()
    {
        ["DeviceName"] = device,
        ["IotId"] = IotIds.Create(product.Key, device),
        ["Status"] = DeviceFacts.StatusOf(product, device),
    };
}
