using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Replies;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the thing model of a product, as a text within the reply.</summary>
internal sealed class QueryThingModelPublished(Fleet fleet) : IGatewayAction
{
    private const string EmptyModel = """{"properties":[],"services":[],"events":[]}""";

    public string Name => "QueryThingModelPublished";

    public Answer Run(ActionCall call) =>
        Target.Product(fleet, call.Parameters, out Product product)
        ?? Answer.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject
            {
                ["ProductKey"] = product.Key,
                ["ThingModelJson"] = product.ThingModel is null ? EmptyModel : JsonText.Write(product.ThingModel),
            },
        });
}
