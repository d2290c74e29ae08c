using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace TuyaIot.Simulator.Actions;

/// <summary>
/// Reads a thing model in both of its forms: inputData with <c>"dataType": { "type": "int" }</c>, and inputParams with
/// <c>"dataType": "INT"</c>. The identifier of a module's property or service, such as module:Switch, is found by its last part too.
/// </summary>
internal static class ThingModelReader
{
    internal static JsonElement? FindProperty(JsonElement? model, string identifier) => Find(Member(model, "properties"), identifier);

    internal static JsonElement? FindService(JsonElement? model, string identifier) => Find(Member(model, "services"), identifier);

    internal static JsonElement? FindEvent(JsonElement? model, string identifier) => Find(Member(model, "events"), identifier);

    internal static JsonElement? Find(JsonElement? specifications, string identifier) =>
        FindExact(specifications, identifier) ?? FindExact(specifications, identifier.Substring(identifier.IndexOf(':', 0) + 1));

    internal static IEnumerable<JsonElement> PropertiesOf(JsonElement? model) => Items(Member(model, "properties"));

    internal static JsonElement? InputsOf(JsonElement service) => Member(service, "inputData") ?? Member(service, "inputParams");

    internal static IEnumerable<JsonElement> OutputsOf(JsonElement service) => Items(Member(service, "outputData") ?? Member(service, "outputParams"));

    internal static string IdentifierOf(JsonElement specification) => Text(specification, "identifier") ?? "";

    internal static string? NameOf(JsonElement? specification) =>
        Text(specification, "name") ?? Text(specification, "serviceName") ?? Text(specification, "eventName");

    /// <summary>The type in capitals, such as INT.</summary>
    internal static string? TypeOf(JsonElement? specification) =>
        (Text(Member(specification, "dataType"), "type") ?? Text(specification, "dataType"))?.ToUpperInvariant();

    internal static string? UnitOf(JsonElement? specification) =>
        Text(Member(specification, "dataSpecs"), "unit") ?? Text(Member(Member(specification, "dataType"), "specs"), "unit");

    internal static bool IsReadOnly(JsonElement specification) =>
        Text(specification, "rwFlag") == "READ_ONLY" || Text(specification, "accessMode") == "r";

    internal static bool IsSynchronous(JsonElement service) => "sync".Equals(Text(service, "callType"), StringComparison.OrdinalIgnoreCase);

    /// <summary>The type of an event in the words of the API: info, alert or error.</summary>
    internal static string? EventTypeOf(JsonElement? specification) =>
        (Text(specification, "eventType") ?? Text(specification, "type"))?.Split('_').First().ToLowerInvariant();

    internal static string? Text(JsonElement? value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    private static JsonElement? FindExact(JsonElement? specifications, string identifier) => Items(specifications)
        .Where(specification => Text(specification, "identifier") == identifier)
        .Select(static specification => (JsonElement?)specification)
        .FirstOrDefault();

    private static JsonElement[] Items(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static JsonElement? Member(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out JsonElement member) ? member : null;
}
