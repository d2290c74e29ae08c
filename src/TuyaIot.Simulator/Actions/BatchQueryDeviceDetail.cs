using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.Checks;
using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives identity and status of up to 100 devices; those that do not exist are left out without a word.</summary>
internal sealed class BatchQueryDeviceDetail(Fleet fleet) : IGatewayAction
{
    public string Name => "BatchQueryDeviceDetail";

    public Answer Run(ActionCall call) =>
        Target.Product(fleet, call.Parameters, out Product product)
        ?? DeviceNames.Read(call.Parameters, out string[] devices)
        ?? Answer.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject
            {
                ["Data"] = new List<object?>(devices.Where(product.Exists).Select(device => QueryDeviceDetail.Describe(product, device))),
            },
        });
}
