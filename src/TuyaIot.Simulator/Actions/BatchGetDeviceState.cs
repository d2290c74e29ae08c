using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Says for up to 100 devices of one product whether they are connected.</summary>
internal sealed class BatchGetDeviceState(Fleet fleet) : IGatewayAction
{
    public string Name => "BatchGetDeviceState";

    public Answer Run(ActionCall call) =>
        Target.Product(fleet, call.Parameters, out Product product)
        ?? Target.Devices(product, call.Parameters, out string[] devices)
        ?? Answer.Accepted(new JsonObject
        {
            ["DeviceStatusList"] = new JsonObject
            {
                ["DeviceStatus"] = new List<object?>(devices.Select(device => Describe(product, device))),
            },
        });

    private static JsonObject Describe(Product product, string device) => new()
    {
        ["DeviceName"] = device,
        ["IotId"] = IotIds.Of(product.Key, device),
        ["Status"] = DeviceFacts.StatusOf(product, device),
    };
}
