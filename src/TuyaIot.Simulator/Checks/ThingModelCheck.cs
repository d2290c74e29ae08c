using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.Json;

namespace TuyaIot.Simulator.Checks;

/// <summary>
/// Compares values with a thing model: does it know the name, and is the value of the right kind? A whole number for a float or
/// double must be written 10.0. Without a model everything is right.
/// </summary>
internal static class ThingModelCheck
{
    internal static string? ServiceFault(JsonObject? model, string identifier, JsonObject args)
    {
        if (model is null)
        {
            return null;
        }

        return FindService(model, identifier) is { } service
            ? ValuesFault(service["inputData"], args, "input")
            : $"The thing model has no service {identifier}.";
    }

    internal static string? PropertyFault(JsonObject? model, JsonObject items) =>
        model is null ? null : ValuesFault(model["properties"], items, "property");

    internal static bool IsSynchronous(JsonObject? model, string identifier) =>
        (model is null ? null : FindService(model, identifier))?["callType"] is "sync";

    private static JsonObject? FindService(JsonObject model, string identifier) =>
        Find(model["services"], identifier) ?? Find(model["services"], identifier.Substring(identifier.IndexOf(':', 0) + 1));

    private static JsonObject? Find(object? specifications, string identifier) => (specifications as List<object?> ?? [])
        .OfType<JsonObject>()
        .FirstOrDefault(specification => specification["identifier"] as string == identifier);

    private static string? ValuesFault(object? specifications, JsonObject values, string what)
    {
        foreach (KeyValuePair<string, object?> value in values)
        {
            if (Find(specifications, value.Key) is not { } specification)
            {
                return $"The thing model has no {what} {value.Key}.";
            }

            if (TypeFault((specification["dataType"] as JsonObject)?["type"] as string, value.Value) is { } fault)
            {
                return $"The {what} {value.Key} {fault}.";
            }
        }

        return null;
    }

    private static string? TypeFault(string? type, object? value) => (type, value) switch
    {
        ("float" or "double", JsonNumber number) => HasFraction(number) ? null : "must carry a decimal place, such as 10.0",
        ("int" or "bool" or "enum", JsonNumber number) => HasFraction(number) ? "must be a whole number" : null,
        ("float" or "double" or "int" or "bool" or "enum", _) => "must be a number",
        ("text" or "date", not string) => "must be a text",
        ("struct", not JsonObject) => "must be an object",
        ("array", not List<object?>) => "must be an array",
        _ => null,
    };

    private static bool HasFraction(JsonNumber number) => number.Text.IndexOf(".", StringComparison.Ordinal) >= 0;
}
