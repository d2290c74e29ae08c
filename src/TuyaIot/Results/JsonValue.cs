using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Replies;

namespace TuyaIot.Results;

/// <summary>JSON from replies as the values that PowerShell works with. Secrets are masked, and hidden characters are written out.</summary>
internal static class JsonValue
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>The JSON text that a field holds, as a text or as JSON; null where it is null or empty.</summary>
    public static string? ToText(JsonElement? field)
    {
        try
        {
            return field switch
            {
                null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
                { ValueKind: JsonValueKind.String } text => ToText(text.GetString()!),
                JsonElement json => RawJson.Mask(json),
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which no text can hold.
            return null;
        }
    }

    /// <summary>The object, list, number, text or boolean of a JSON text; the text itself where it is no JSON; null for none.</summary>
    public static object? Parse(string? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            return Convert(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return json;
        }
    }

    private static string? ToText(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Options);
            return RawJson.Mask(document.RootElement);
        }
        catch (JsonException)
        {
            return LogSanitizer.CleanValue(text);
        }
    }

    private static object? Convert(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => ToObject(json),
        JsonValueKind.Array => json.EnumerateArray().Select(Convert).ToArray(),
        JsonValueKind.String => LogSanitizer.CleanValue(json.GetString()!),
        JsonValueKind.Number => json.TryGetInt64(out long whole) ? (object)whole : json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>PowerShell compares names of properties without their case. The last of those that are the same is taken.</summary>
    private static PSObject ToObject(JsonElement json)
    {
        PSObject custom = new();
        foreach (JsonProperty member in json.EnumerateObject())
        {
            string name = LogSanitizer.CleanValue(member.Name);
            custom.Properties.Remove(name);
            custom.Properties.Add(new PSNoteProperty(name.Length == 0 ? "_" : name, Convert(member.Value)));
        }

        return custom;
    }
}
