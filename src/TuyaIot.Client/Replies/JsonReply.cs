using System;
using System.Text;
using System.Text.Json;

namespace TuyaIot.Replies;

/// <summary>Reads the fields of a JSON reply.</summary>
internal static class JsonReply
{
    public static ReplyFields? Read(ReadOnlySpan<byte> text)
    {
        try
        {
            Utf8JsonReader reader = new(text);
            reader.Read();
            ReplyFields fields = new();
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                reader.Read();
                fields.Take(name, Text(ref reader));
                reader.Skip();
            }

            // Throws where anything follows the object, which makes it no reply.
            reader.Read();
            return fields;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is valid JSON and holds half a surrogate pair.
            return null;
        }
    }

    private static string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True or JsonTokenType.False or JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan.ToArray()),
        _ => null,
    };
}
