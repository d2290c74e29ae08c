using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TuyaIot.Simulator.Actions;

/// <summary>Reads the parts of a thing model, of which any can be absent.</summary>
internal static class ModelElement
{
    internal static JsonElement? Member(this JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out JsonElement member) ? member : null;

    internal static JsonElement? Member(this JsonElement element, string name) => ((JsonElement?)element).Member(name);

    internal static string? Text(this JsonElement? element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    internal static string? Text(this JsonElement element, string name) => ((JsonElement?)element).Text(name);

    /// <summary>The items of a list, or none if it is no list.</summary>
    internal static JsonElement[] Items(this JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } items ? [.. items.EnumerateArray()] : [];

    /// <summary>The item of a list whose member has the value.</summary>
    internal static JsonElement? Find(this JsonElement? list, string member, string value) => list.Items()
        .Where(item => item.Text(member) == value)
        .Select(static item => (JsonElement?)item)
        .FirstOrDefault();

    /// <summary>A copy with numbers as they were written.</summary>
    internal static JsonNode? Copy(this JsonElement? element) => element is { } value ? JsonNode.Parse(value.GetRawText()) : null;
}
