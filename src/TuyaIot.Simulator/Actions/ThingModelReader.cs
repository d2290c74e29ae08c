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
    private const string Identifier = "identifier";

    internal static JsonElement? FindProperty(JsonElement? model, string identifier) => Find(model, "properties", identifier);

    internal static JsonElement? FindService(JsonElement? model, string identifier) => Find(model, "services", identifier);

    internal static JsonElement? FindEvent(JsonElement? model, string identifier) => Find(model, "events", identifier);

    internal static JsonElement? FindInput(JsonElement service, string identifier) =>
        (service.Member("inputData") ?? service.Member("inputParams")).Find(Identifier, identifier);

    internal static IEnumerable<JsonElement> PropertiesOf(JsonElement? model) => model.Member("properties").Items();

    internal static IEnumerable<JsonElement> OutputsOf(JsonElement service) =>
        (service.Member("outputData") ?? service.Member("outputParams")).Items();

    internal static string IdentifierOf(JsonElement specification) => specification.Text(Identifier) ?? "";

    internal static string? NameOf(JsonElement? specification) =>
        specification.Text("name") ?? specification.Text("serviceName") ?? specification.Text("eventName");

    /// <summary>The type in capitals, such as INT.</summary>
    internal static string? TypeOf(JsonElement? specification) =>
        (specification.Member("dataType").Text("type") ?? specification.Text("dataType"))?.ToUpperInvariant();

    internal static string? UnitOf(JsonElement? specification) =>
        specification.Member("dataSpecs").Text("unit") ?? specification.Member("dataType").Member("specs").Text("unit");

    internal static bool IsReadOnly(JsonElement specification) =>
        specification.Text("rwFlag") == "READ_ONLY" || specification.Text("accessMode") == "r";

    internal static bool IsSynchronous(JsonElement service) => "sync".Equals(service.Text("callType"), StringComparison.OrdinalIgnoreCase);

    /// <summary>The type of an event in the words of the API: info, alert or error.</summary>
    internal static string? EventTypeOf(JsonElement? specification) =>
        (specification.Text("eventType") ?? specification.Text("type"))?.Split('_').First().ToLowerInvariant();

    /// <summary>A part of the module that stands before the colon, or else of the default module.</summary>
    private static JsonElement? Find(JsonElement? model, string list, string identifier)
    {
        int colon = identifier.IndexOf(':', 0);
        JsonElement? block = colon < 0 ? null : model.Member("functionBlocks").Find("functionBlockId", identifier.Substring(0, colon));
        return (block ?? model).Member(list).Find(Identifier, identifier.Substring(colon + 1)) ?? model.Member(list).Find(Identifier, identifier);
    }
}
