using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Describes one product.</summary>
internal sealed class QueryProduct(Fleet fleet) : IGatewayAction
{
    public string Name => "QueryProduct";

    public Answer Run(ActionCall call) =>
        Target.Product(fleet, call.Parameters, out Product product)
        ?? Answer.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject
            {
                ["ProductKey"] = product.Key,
                ["ProductName"] = product.Name,
                ["DeviceCount"] = JsonNumber.From(product.DeviceCount),
            },
        });
}
