using System;
using System.Text.Json;

namespace TuyaIot.Simulator.Actions;

/// <summary>
/// Validates values against a thing model: the name must be known and the value of the right type. A whole number for a float or
/// double must be written 10.0. Without a model every value is valid. Both forms of a model are read: inputData with
/// <c>"dataType": { "type": "int" }</c>, and inputParams with <c>"dataType": "INT"</c>.
/// </summary>
internal static class ThingModelValidator
{
    internal static string? FindServiceFault(JsonElement? model, string identifier, JsonElement args)
    {
        if (model is null)
        {
            return null;
        }

        return FindService(model.Value, identifier) is { } service
            ? FindFault(service.Member("inputData") ?? service.Member("inputParams"), args, "input")
            : $"The thing model has no service {identifier}.";
    }

    internal static string? FindPropertyFault(JsonElement? model, JsonElement items) =>
        model is { } known ? FindFault(known.Member("properties"), items, "property") : null;

    internal static bool IsSynchronous(JsonElement? model, string identifier) =>
        model is { } known && FindService(known, identifier) is { } service
        && "sync".Equals(service.Text("callType"), StringComparison.OrdinalIgnoreCase);

    /// <summary>A service of the module that stands before the colon, or else of the default module.</summary>
    private static JsonElement? FindService(JsonElement model, string identifier)
    {
        int colon = identifier.IndexOf(':', 0);
        string name = identifier.Substring(colon + 1);
        JsonElement? block = colon < 0 ? null : model.Member("functionBlocks").Find("functionBlockId", identifier.Substring(0, colon));
        return (block ?? model).Member("services").Find("identifier", name) ?? model.Member("services").Find("identifier", identifier);
    }

    private static string? FindFault(JsonElement? specifications, JsonElement values, string what)
    {
        foreach (JsonProperty value in values.EnumerateObject())
        {
            if (specifications.Find("identifier", value.Name) is not { } specification)
            {
                return $"The thing model has no {what} {value.Name}.";
            }

            if (FindTypeFault(TypeOf(specification), value.Value) is { } fault)
            {
                return $"The {what} {value.Name} {fault}.";
            }
        }

        return null;
    }

    private static string? TypeOf(JsonElement specification) =>
        (specification.Member("dataType") is { ValueKind: JsonValueKind.Object } type ? type.Text("type") : specification.Text("dataType"))
        ?.ToUpperInvariant();

    private static string? FindTypeFault(string? type, JsonElement value) => (type, value.ValueKind) switch
    {
        ("FLOAT" or "DOUBLE", JsonValueKind.Number) => HasFraction(value) ? null : "must carry a decimal place, such as 10.0",
        ("INT" or "BOOL" or "ENUM", JsonValueKind.Number) => HasFraction(value) ? "must be a whole number" : null,
        ("FLOAT" or "DOUBLE" or "INT" or "BOOL" or "ENUM", _) => "must be a number",
        ("TEXT" or "DATE", not JsonValueKind.String) => "must be a text",
        ("STRUCT", not JsonValueKind.Object) => "must be an object",
        ("ARRAY", not JsonValueKind.Array) => "must be an array",
        _ => null,
    };

    private static bool HasFraction(JsonElement number) => number.GetRawText().IndexOf(".", StringComparison.Ordinal) >= 0;
}
