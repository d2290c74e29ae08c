using System;
using System.Text.Json;

namespace TuyaIot.Simulator.Actions;

/// <summary>
/// Validates values against a thing model: the name must be known and the value of the right type. A whole number for a float or
/// double must be written 10.0. Without a model every value is valid.
/// </summary>
internal static class ThingModelValidator
{
    internal static string? FindServiceFault(JsonElement? model, string identifier, JsonElement args)
    {
        if (model is null)
        {
            return null;
        }

        return ThingModelReader.FindService(model, identifier) is { } service
            ? FindFault(args, "input", name => ThingModelReader.FindInput(service, name), FindInputFault)
            : $"The thing model has no service {identifier}.";
    }

    /// <summary>What is wrong with values that are to be set. The value null clears a property, whatever its type.</summary>
    internal static string? FindPropertyFault(JsonElement? model, JsonElement items) => model is null
        ? null
        : FindFault(items, "property", name => ThingModelReader.FindProperty(model, name), FindSettingFault);

    private static string? FindFault(
        JsonElement values, string what, Func<string, JsonElement?> find, Func<JsonElement, JsonElement, string?> findFault)
    {
        foreach (JsonProperty value in values.EnumerateObject())
        {
            if (find(value.Name) is not { } specification)
            {
                return $"The thing model has no {what} {value.Name}.";
            }

            if (findFault(specification, value.Value) is { } fault)
            {
                return $"The {what} {value.Name} {fault}.";
            }
        }

        return null;
    }

    private static string? FindInputFault(JsonElement specification, JsonElement value) =>
        FindTypeFault(ThingModelReader.TypeOf(specification), value);

    private static string? FindSettingFault(JsonElement specification, JsonElement value) =>
        ThingModelReader.IsReadOnly(specification) ? "is read-only"
        : value.ValueKind == JsonValueKind.Null ? null
        : FindInputFault(specification, value);

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
