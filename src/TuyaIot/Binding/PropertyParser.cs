using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Errors;
using TuyaIot.Replies;

namespace TuyaIot.Binding;

/// <summary>
/// Parses the properties that are to be set: one flat object of identifiers and values. A list of keys and values, which people send by
/// mistake, is refused with the right form of it.
/// </summary>
internal static class PropertyParser
{
    private const string Property = nameof(Property);

    private static readonly string[] KeyNames = ["key", "identifier", "name"];

    public static IotArgumentException NoProperty() => new(
        "NoProperty",
        null,
        "No property: neither the command line nor the row says which property to set.",
        "Give -Property, such as @{ PowerSwitch = 1 }, or a column Property with the text of a JSON object.");

    public static JsonObjectText Parse(object? value)
    {
        object? unwrapped = PSValue.Unwrap(value);
        if (unwrapped is IEnumerable and not (string or IDictionary) && !PSValue.IsCustomObject(unwrapped) && unwrapped is not System.Text.Json.Nodes.JsonObject)
        {
            throw Refuse(unwrapped, ArgsWriter.Write(Property, unwrapped)) ?? JsonObjectText.Invalid(unwrapped, "it is an array", Property);
        }

        if (unwrapped is string text && text.TrimStart().StartsWith("[", StringComparison.Ordinal) && Refuse(text, text) is IotArgumentException list)
        {
            throw list;
        }

        JsonObjectText items = ArgsParser.Parse(nameof(Property), unwrapped);
        return Refuse(unwrapped, items.Json) is IotArgumentException single ? throw single : items;
    }

    /// <summary>The error for a list of keys and values, or for one such pair; null for anything else.</summary>
    private static IotArgumentException? Refuse(object? value, string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            JsonElement[] pairs = root.ValueKind is JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
            (string? Key, string Value)[] read = [.. pairs.Select(Read)];
            return read.Length == 0 || read.Any(static pair => pair.Key is null) ? null : IsList(value, read!);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON: the parser of objects says why.
            return null;
        }
    }

    /// <summary>A key and its value as JSON; no key where it is not such a pair. The thing model has no property named value.</summary>
    private static (string? Key, string Value) Read(JsonElement pair)
    {
        if (pair.ValueKind is not JsonValueKind.Object)
        {
            return (null, string.Empty);
        }

        JsonProperty[] members = [.. pair.EnumerateObject()];
        JsonProperty key = members.FirstOrDefault(static member => KeyNames.Contains(member.Name, StringComparer.OrdinalIgnoreCase));
        JsonProperty value = members.FirstOrDefault(static member => member.Name.Equals("value", StringComparison.OrdinalIgnoreCase));
        return members.Length == 2 && key.Value.ValueKind is JsonValueKind.String && value.Value.ValueKind is not JsonValueKind.Undefined
            ? (key.Value.GetString(), value.Value.GetRawText())
            : (null, string.Empty);
    }

    private static IotArgumentException IsList(object? value, IEnumerable<(string Key, string Value)> pairs)
    {
        string right = $"{{{string.Join(",", pairs.Select(static pair => $"\"{pair.Key}\":{pair.Value}"))}}}";
        return new IotArgumentException(
            "InvalidProperty",
            value,
            $"Property is not one flat object, but a list of keys and values. The right form is {LogSanitizer.Clean(right)}.",
            "Give one object in which each property is a key, such as @{ PowerSwitch = 1; level = 10.0 }.");
    }
}
