using System.Text.Json;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>
/// The output of a service. An output parameter that is an input too has the value that was sent; any other has the lowest
/// value of its type. Without a model there is no output.
/// </summary>
internal static class ServiceOutput
{
    internal static string Create(Product product, string identifier, string args)
    {
        JsonObject output = [];
        if (ThingModelReader.FindService(product.ThingModel, identifier) is { } service)
        {
            JsonElement input = StrictJson.Parse(args);
            foreach (JsonElement parameter in ThingModelReader.OutputsOf(service))
            {
                string name = ThingModelReader.IdentifierOf(parameter);
                output[name] = JsonNode.Parse(input.TryGetProperty(name, out JsonElement sent) ? sent.GetRawText() : LowestOf(parameter));
            }
        }

        return StrictJson.ToCompactText(output);
    }

    private static string LowestOf(JsonElement parameter) => ThingModelReader.TypeOf(parameter) switch
    {
        "FLOAT" or "DOUBLE" => "0.0",
        "TEXT" => "\"\"",
        "DATE" => "\"0\"",
        "STRUCT" => "{}",
        "ARRAY" => "[]",
        _ => "0",
    };
}
