using System;
using System.Text.Json;

namespace TuyaIot.Rpc;

/// <summary>Reads the fields of a JSON reply.</summary>
internal static class JsonReply
{
    public static ReplyFields? Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            ReplyFields fields = new();
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                fields.Take(property.Name, Text(property.Value));
            }

            return fields;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is valid JSON and holds half a surrogate pair.
            return null;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
