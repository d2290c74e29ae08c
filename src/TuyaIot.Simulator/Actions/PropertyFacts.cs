using System.Text.Json;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>The members that the queries return for one property: what the thing model says, or else what its value shows.</summary>
internal static class PropertyFacts
{
    internal static JsonObject Create(Product product, string identifier, JsonElement? value)
    {
        JsonElement? specification = ThingModelReader.FindProperty(product.ThingModel, identifier);
        return new JsonObject
        {
            ["Identifier"] = identifier,
            ["Name"] = ThingModelReader.NameOf(specification) ?? identifier,
            ["DataType"] = ThingModelReader.TypeOf(specification)?.ToLowerInvariant() ?? TypeOf(value),
            ["Unit"] = ThingModelReader.UnitOf(specification) ?? "",
        };
    }

    private static string TypeOf(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.Number => value.Value.TryGetInt64(out _) ? "int" : "double",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Object => "struct",
        JsonValueKind.Array => "array",
        _ => "text",
    };
}
