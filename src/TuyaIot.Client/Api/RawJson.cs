using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TuyaIot.Replies;

namespace TuyaIot.Api;

/// <summary>A reply as JSON text, with its secrets masked.</summary>
internal static class RawJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Mask(JsonElement json)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, Readable))
        {
            Write(writer, json);
        }

        // \u202E means the same to a reader of JSON, and nothing to a terminal.
        return LogSanitizer.MakeVisible(Encoding.UTF8.GetString(text.ToArray()));
    }

    /// <summary>A JSON text within a reply, as JSON text. What is no JSON is cleaned like any other text.</summary>
    public static string MaskNested(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.String)
        {
            return Mask(json);
        }

        string text = TolerantValue.TextOf(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return Mask(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return LogSanitizer.CleanValue(text);
        }
    }

    /// <summary>DeviceSecret, ProductSecret and their kin are masked, also in a list; the platform returns them from several actions.</summary>
    private static void Write(Utf8JsonWriter writer, JsonElement json, bool isSecret = false)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in json.EnumerateObject())
                {
                    string name = TolerantValue.NameOf(property);
                    writer.WritePropertyName(name);
                    Write(writer, property.Value, LogSanitizer.IsSecretName(name));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in json.EnumerateArray())
                {
                    Write(writer, item, isSecret);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String or JsonValueKind.Number when isSecret:
                writer.WriteStringValue(LogSanitizer.Mask);
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(LogSanitizer.CleanValue(TolerantValue.TextOf(json)));
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(json.GetRawText(), skipInputValidation: true);
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }
}
