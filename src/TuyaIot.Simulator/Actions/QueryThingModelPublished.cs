using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the thing model of a product as a JSON text within the reply: the default module, or that of FunctionBlockId.</summary>
internal sealed class QueryThingModelPublished(Fleet fleet) : IGatewayAction
{
    public string Name => "QueryThingModelPublished";

    public ActionReply Run(ActionCall call)
    {
        if (Target.FindProduct(fleet, call.Parameters, out Product product) is { } refusal)
        {
            return refusal;
        }

        return PublishedThingModel.Create(product, call.Parameters["FunctionBlockId"]) is { } model
            ? ActionReply.Accepted(new JsonObject
            {
                ["Data"] = new JsonObject { ["ThingModelJson"] = StrictJson.ToCompactText(model) },
                ["ProductKey"] = product.Key,
            })
            : ActionReply.Failed("iot.prod.QueryProductAbilityFailed", "The product has no module with this FunctionBlockId.");
    }
}
