using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TuyaIot.Simulator.Actions;

/// <summary>
/// Writes a data type of the thing specification language as the members that the platform publishes: a name, and dataSpecs or dataSpecsList.
/// </summary>
internal static class PublishedDataType
{
    private const string DataType = "dataType";

    /// <summary>Whether the data type of an element is an object rather than a name.</summary>
    internal static bool IsLanguageForm(JsonElement element) => element.Member(DataType) is { ValueKind: JsonValueKind.Object };

    /// <summary>Adds the data type of <paramref name="element"/> to its published form.</summary>
    internal static void AddTo(JsonObject published, JsonElement element)
    {
        JsonElement? dataType = element.Member(DataType);
        string type = TypeOf(dataType);
        published[DataType] = type;
        AddSpecs(published, type, dataType.Member("specs"));
    }

    private static string TypeOf(JsonElement? dataType) => (dataType.Text("type") ?? "text").ToUpperInvariant();

    private static void AddSpecs(JsonObject published, string type, JsonElement? specs)
    {
        switch (type)
        {
            case "BOOL" or "ENUM":
                published["dataSpecsList"] = CreateValues(type, specs);
                break;
            case "STRUCT":
                published["dataSpecsList"] = CreateMembers(specs);
                break;
            case "ARRAY":
                published["dataSpecs"] = CreateArray(specs);
                break;
            default:
                published["dataSpecs"] = CreateSpecs(type, specs);
                break;
        }
    }

    /// <summary>Limits and units. The language writes the length of a text as text, the platform as a number.</summary>
    private static JsonObject CreateSpecs(string type, JsonElement? specs)
    {
        JsonObject published = new() { [DataType] = type };
        if (specs is { ValueKind: JsonValueKind.Object } members)
        {
            foreach (JsonProperty member in members.EnumerateObject())
            {
                string text = member.Value.ToString();
                published[member.Name] =
                    member.Name == "length" && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? length : text;
            }
        }

        published["custom"] = true;
        return published;
    }

    private static JsonArray CreateValues(string type, JsonElement? specs) => specs is not { ValueKind: JsonValueKind.Object } values
        ? []
        : new JsonArray([.. values.EnumerateObject().Select(value => new JsonObject
        {
            [DataType] = type,
            ["name"] = value.Value.ToString(),
            ["value"] = int.TryParse(value.Name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : value.Name,
            ["custom"] = true,
        })]);

    private static JsonArray CreateMembers(JsonElement? specs)
    {
        JsonArray members = [];
        foreach (JsonElement specification in specs.Items())
        {
            string type = TypeOf(specification.Member(DataType));
            JsonObject member = new()
            {
                [DataType] = "STRUCT",
                ["identifier"] = specification.Text("identifier"),
                ["name"] = specification.Text("name"),
                ["childDataType"] = type,
                ["childName"] = specification.Text("name"),
            };
            AddSpecs(member, type, specification.Member(DataType).Member("specs"));
            members.Add(member);
        }

        return members;
    }

    private static JsonObject CreateArray(JsonElement? specs)
    {
        JsonElement? item = specs.Member("item");
        string type = TypeOf(item);
        JsonObject array = new() { [DataType] = "ARRAY", ["size"] = specs.Member("size")?.ToString(), ["childDataType"] = type };
        AddSpecs(array, type, item.Member("specs"));
        return array;
    }
}
