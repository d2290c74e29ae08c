using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using TuyaIot.Errors;
using TuyaIot.Replies;

namespace TuyaIot.ThingModels;

/// <summary>
/// Parses a thing model in both of its forms. They differ in dataType: a text such as "INT" with dataSpecs beside it, or an object such as
/// { "type": "int", "specs": { … } }. Keys are found in any case, numbers may be texts, and what is not known is passed over.
/// </summary>
internal static class ThingModelParser
{
    /// <param name="json">The model, or a text that holds it.</param>
    /// <param name="productKey">The product, for the error.</param>
    /// <exception cref="IotArgumentException">It is no model.</exception>
    public static ThingModel Parse(JsonElement json, string productKey)
    {
        try
        {
            if (json.ValueKind is not JsonValueKind.String)
            {
                return Read(json, productKey);
            }

            using JsonDocument document = JsonDocument.Parse(json.GetString()!);
            return Read(document.RootElement, productKey);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException and not IotArgumentException)
        {
            throw Unreadable(productKey, exception.Message.TrimEnd('.'));
        }
    }

    private static IotArgumentException Unreadable(string productKey, string reason) => new(
        "ThingModelUnreadable",
        productKey,
        $"The thing model of {productKey} cannot be read: {LogSanitizer.Clean(reason)}.",
        $"Get-IotThingModel {productKey} -Raw shows its text. Publish the model again in the console, or report the text. Commands without -UseThingModel need no model.");

    private static ThingModel Read(JsonElement json, string product)
    {
        if (json.ValueKind is not JsonValueKind.Object)
        {
            throw Unreadable(product, "it is JSON, but not an object");
        }

        JsonElement? profile = Find(json, "profile");
        return new ThingModel
        {
            ProductKey = Text(json, "productKey") ?? Text(profile, "productKey"),
            Version = Text(Find(json, "_ppk"), "version") ?? Text(profile, "version"),
            Properties = [.. Objects(json, "properties").Where(HasIdentifier).Select(ReadProperty)],
            Services = [.. Objects(json, "services").Where(HasIdentifier).Select(ReadService)],
            Events = [.. Objects(json, "events").Where(HasIdentifier).Select(ReadEvent)],
            FunctionBlocks =
            [
                .. Objects(json, "functionBlocks")
                    .Where(static block => Text(block, "functionBlockId") is not null)
                    .Select(static block => new ThingFunctionBlock(Text(block, "functionBlockId")!, Text(block, "functionBlockName"))),
            ],
        };
    }

    private static ThingProperty ReadProperty(JsonElement property) => new(
        ReadValue(property), Word(property, "rwFlag") ?? ReadAccess(Word(property, "accessMode")));

    private static string? ReadAccess(string? accessMode) => accessMode switch
    {
        "R" => "READ_ONLY",
        "W" => "WRITE_ONLY",
        "RW" => "READ_WRITE",
        _ => accessMode,
    };

    private static ThingService ReadService(JsonElement service) => new(
        Text(service, "identifier")!,
        Text(service, "serviceName", "name"),
        Text(service, "description", "desc"),
        Word(service, "callType"),
        IsTrue(service, "required"),
        ReadValues(service, "inputParams", "inputData"),
        ReadValues(service, "outputParams", "outputData"));

    private static ThingEvent ReadEvent(JsonElement one) => new(
        Text(one, "identifier")!,
        Text(one, "eventName", "name"),
        Text(one, "description", "desc"),
        ReadEventType(Word(one, "eventType", "type")),
        IsTrue(one, "required"),
        ReadValues(one, "outputData", "outputParams"));

    /// <summary>INFO_EVENT_TYPE in one form is info in the other.</summary>
    private static string? ReadEventType(string? type)
    {
        const string Ending = "_EVENT_TYPE";
        return type is not null && type.EndsWith(Ending, StringComparison.Ordinal) ? type.Substring(0, type.Length - Ending.Length) : type;
    }

    private static ThingValue[] ReadValues(JsonElement owner, params string[] names) =>
        [.. Objects(owner, names).Where(HasIdentifier).OrderBy(static value => Whole(value, "paraOrder") ?? 0).Select(ReadValue)];

    private static ThingValue ReadValue(JsonElement value) => new(
        Text(value, "identifier")!,
        Text(value, "name", "childName"),
        Text(value, "description", "desc"),
        ReadType(value),
        IsTrue(value, "required"));

    /// <summary>The type of a value, in either form.</summary>
    private static ThingDataType ReadType(JsonElement value) => Find(value, "dataType") is { ValueKind: JsonValueKind.Object } type
        ? ReadType(Word(type, "type"), Find(type, "specs"), null)
        : ReadType(Word(value, "childDataType", "dataType"), Specs(value), SpecsList(value));

    /// <param name="name">The name of the type.</param>
    /// <param name="specs">Its limits; in the form with types as objects also its members or its values.</param>
    /// <param name="list">The members of a STRUCT, or the values of a BOOL or an ENUM.</param>
    private static ThingDataType ReadType(string? name, JsonElement? specs, JsonElement? list) => new(name ?? string.Empty)
    {
        Min = Number(specs, "min"),
        Max = Number(specs, "max"),
        Step = Number(specs, "step"),
        Unit = Text(specs, "unit"),
        UnitName = Text(specs, "unitName"),
        Length = Whole(specs, "length"),
        Size = Whole(specs, "size"),
        EnumValues = name is "BOOL" or "ENUM" ? ReadEnumValues(specs, list) : [],
        Item = name is "ARRAY" ? ReadItem(specs) : null,
        Members = name is "STRUCT" ? [.. Items(list ?? specs).Where(HasIdentifier).Select(ReadValue)] : [],
    };

    private static ThingDataType? ReadItem(JsonElement? specs) => specs is not { ValueKind: JsonValueKind.Object } array ? null
        : Find(array, "item") is { ValueKind: JsonValueKind.Object } item ? ReadType(Word(item, "type"), Find(item, "specs"), null)
        : ReadType(Word(array, "childDataType"), Specs(array), SpecsList(array));

    /// <summary>A list of { value, name }, or an object with the values as its keys.</summary>
    private static ThingEnumValue[] ReadEnumValues(JsonElement? specs, JsonElement? list)
    {
        IEnumerable<(string? Value, string? Name)> values = list is { ValueKind: JsonValueKind.Array }
            ? Items(list).Select(static value => (Text(value, "value"), Text(value, "name")))
            : specs is { ValueKind: JsonValueKind.Object } byValue ? byValue.EnumerateObject().Select(static value => ((string?)value.Name, TextOf(value.Value))) : [];
        return
        [
            .. values.Select(static value => (Value: ThingNumber.Parse(value.Value), value.Name))
                .Where(static value => value.Value is not null)
                .Select(static value => new ThingEnumValue(value.Value!.Value, value.Name)),
        ];
    }

    private static JsonElement? Specs(JsonElement value) => Find(value, "dataSpecs", "childSpecsDTO");

    private static JsonElement? SpecsList(JsonElement value) => Find(value, "dataSpecsList", "childEnumSpecsDTO");

    private static IEnumerable<JsonElement> Objects(JsonElement owner, params string[] names) => Items(Find(owner, names));

    private static IEnumerable<JsonElement> Items(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } array
        ? array.EnumerateArray().Where(static item => item.ValueKind is JsonValueKind.Object)
        : [];

    private static bool HasIdentifier(JsonElement value) => !string.IsNullOrEmpty(Text(value, "identifier"));

    private static bool IsTrue(JsonElement owner, string name) =>
        "true".Equals(Text(owner, name), StringComparison.OrdinalIgnoreCase);

    private static ThingNumber? Number(JsonElement? owner, string name) => ThingNumber.Parse(Text(owner, name));

    private static long? Whole(JsonElement? owner, string name) =>
        long.TryParse(Text(owner, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>A text in upper case: one form writes int where the other writes INT.</summary>
    private static string? Word(JsonElement owner, params string[] names) => Text(owner, names)?.Trim().ToUpperInvariant();

    private static string? Text(JsonElement? owner, params string[] names) =>
        owner is { ValueKind: JsonValueKind.Object } found && Find(found, names) is JsonElement value ? TextOf(value) : null;

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => LogSanitizer.CleanValue(value.GetString()!),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    /// <summary>The first of the names that is there and not null, in any case.</summary>
    private static JsonElement? Find(JsonElement owner, params string[] names)
    {
        foreach (string name in names)
        {
            foreach (JsonProperty property in owner.EnumerateObject())
            {
                if (property.Value.ValueKind is not JsonValueKind.Null && property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return property.Value;
                }
            }
        }

        return null;
    }
}
