using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace TuyaIot.Journals;

/// <summary>One text for all JSON objects that mean the same: keys in ordinal order, no blanks, numbers as they were written.</summary>
internal static class CanonicalJson
{
    /// <summary>The text itself where it is not a JSON object.</summary>
    public static string Normalize(string text)
    {
        if (!text.TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return text;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            using MemoryStream canonical = new();
            using (Utf8JsonWriter writer = new(canonical))
            {
                Write(document.RootElement, writer);
            }

            return Encoding.UTF8.GetString(canonical.GetBuffer(), 0, (int)canonical.Length);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON, nested too deep, or half a surrogate pair: only the very same text means the same.
            return text;
        }
    }

    private static void Write(JsonElement json, Utf8JsonWriter writer)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();

                // The sort is stable: a key that is there twice keeps the order of its values, of which a reader may take the first or the last.
                foreach (JsonProperty property in json.EnumerateObject().OrderBy(static property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(property.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in json.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(json.GetString());
                break;
            default:
                writer.WriteRawValue(json.GetRawText(), skipInputValidation: true);
                break;
        }
    }
}
