using System;
using System.Text;
using System.Text.Json;

namespace TuyaIot.Api;

/// <summary>Reads texts that may hold half a surrogate pair, at which JSON's own readers throw.</summary>
internal static class TolerantValue
{
    /// <summary>The text of a string.</summary>
    public static string TextOf(JsonElement json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return json.GetRawText().Trim('"');
        }
    }

    public static bool HasName(JsonProperty property, string name)
    {
        try
        {
            return property.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    /// <summary>A text, a number, true or false as text; null for anything else.</summary>
    public static string? ReadText(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => TextOf(json),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
        _ => null,
    };

    /// <summary>The same of a reader. Anything else is passed over.</summary>
    public static string? ReadText(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                try
                {
                    return reader.GetString();
                }
                catch (InvalidOperationException)
                {
                    return Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
                }

            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
            default:
                reader.Skip();
                return null;
        }
    }
}
