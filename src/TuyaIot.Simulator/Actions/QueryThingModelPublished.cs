using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the thing model of a product as a JSON text within the reply.</summary>
internal sealed class QueryThingModelPublished(Fleet fleet) : IGatewayAction
{
    private const string EmptyModel = """{"properties":[],"services":[],"events":[]}""";

    public string Name => "QueryThingModelPublished";

    public ActionReply Run(ActionCall call) =>
        Target.FindProduct(fleet, call.Parameters, out Product product)
        ?? ActionReply.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject
            {
                ["ProductKey"] = product.Key,
                ["ThingModelJson"] = product.ThingModel is { } model ? StrictJson.ToCompactText(model) : EmptyModel,
            },
        });
}
