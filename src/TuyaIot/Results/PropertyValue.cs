using System;
using System.Globalization;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Replies;
using TuyaIot.Text;

namespace TuyaIot.Results;

/// <summary>The value of a property by its data type. A value that does not fit the type stays the text that it is.</summary>
internal static class PropertyValue
{
    public static object? Read(string? dataType, JsonElement? value)
    {
        string? text = TextOf(value);
        return text is null ? null : dataType?.ToUpperInvariant() switch
        {
            "INT" or "LONG" => ReadWhole(text),
            "FLOAT" or "DOUBLE" => ReadNumber(text),
            "BOOL" => ReadFlag(text),
            "ENUM" => ReadWhole(text),
            "DATE" => ReadDate(text),
            "STRUCT" or "ARRAY" => JsonValue.Parse(JsonValue.ToText(value)),
            _ => text,
        };
    }

    private static string? TextOf(JsonElement? value)
    {
        try
        {
            return value switch
            {
                null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
                { ValueKind: JsonValueKind.String } text => LogSanitizer.CleanValue(text.GetString()!),
                JsonElement json => RawJson.Mask(json),
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which no text can hold.
            return null;
        }
    }

    /// <summary>An int, or a long where an int is too small.</summary>
    private static object ReadWhole(string text) =>
        !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? text
        : whole is >= int.MinValue and <= int.MaxValue ? (object)(int)whole
        : whole;

    private static object ReadNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : text;

    private static object ReadFlag(string text) => text.ToUpperInvariant() switch
    {
        "1" or "TRUE" => true,
        "0" or "FALSE" => false,
        _ => text,
    };

    private static object ReadDate(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds) && UnixTime.Read(milliseconds) is DateTime date ? date : text;
}
