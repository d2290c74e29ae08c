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
            ? FindFault(args, name => ThingModelReader.Find(ThingModelReader.InputsOf(service), name), "input")
            : $"The thing model has no service {identifier}.";
    }

    /// <summary>What is wrong with values that are to be set. A property that can only be read cannot be set.</summary>
    internal static string? FindPropertyFault(JsonElement? model, JsonElement items)
    {
        if (model is null)
        {
            return null;
        }

        foreach (JsonProperty item in items.EnumerateObject())
        {
            if (ThingModelReader.FindProperty(model, item.Name) is { } property && ThingModelReader.IsReadOnly(property))
            {
                return $"The property {item.Name} is read-only.";
            }
        }

        return FindFault(items, name => ThingModelReader.FindProperty(model, name), "property");
    }

    private static string? FindFault(JsonElement values, Func<string, JsonElement?> find, string what)
    {
        foreach (JsonProperty value in values.EnumerateObject())
        {
            if (find(value.Name) is not { } specification)
            {
                return $"The thing model has no {what} {value.Name}.";
            }

            if (FindTypeFault(ThingModelReader.TypeOf(specification), value.Value) is { } fault)
            {
                return $"The {what} {value.Name} {fault}.";
            }
        }

        return null;
    }

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
