using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using TuyaIot.Replies;

namespace TuyaIot.Api;

/// <summary>
/// Reads a text, also one that comes as a number, true or false. The platform's pages and its replies differ in such details, and one
/// field of another form must not make a whole reply unreadable. Nothing writes a reply, so that none of these converters writes.
/// </summary>
internal class TolerantTextConverter : JsonConverter<string?>
{
    public sealed override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TolerantValue.ReadText(ref reader) is string text ? Clean(text) : null;

    public sealed override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => throw new NotSupportedException();

    /// <summary>Makes the text fit to be kept and shown.</summary>
    private protected virtual string Clean(string text) => LogSanitizer.CleanValue(text);
}

/// <summary>
/// Reads the name or the id of something, which goes back to the gateway: no part of it is taken for a secret, as in token:1. Characters
/// that nobody sees are written out. What no name can hold, such as the text of a request that comes back, is cleaned like any other text.
/// </summary>
internal sealed class NameConverter : TolerantTextConverter
{
    public static string CleanName(string text) =>
        LogSanitizer.MakeVisible(text.Any(static c => c is '%' or '&' or '<' or '>' or '"' or '\'' or ' ') ? LogSanitizer.CleanValue(text) : text);

    private protected override string Clean(string text) => CleanName(text);
}

/// <summary>Reads a text that only goes back to the gateway, such as a page token, exactly as it is.</summary>
internal sealed class ExactTextConverter : TolerantTextConverter
{
    private protected override string Clean(string text) => text;
}

/// <summary>Reads a whole number, also one that comes as text; null for anything else.</summary>
internal sealed class TolerantNumberConverter : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.TryGetInt64(out long number) ? number : null,
        _ => TolerantValue.ReadText(ref reader) is string text
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null,
    };

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>
/// Reads a time: milliseconds, or a text with a zone. Null for a text without one, such as 2019-02-20 10:16:09: no page says which zone
/// it means, and the same moment stands in another field.
/// </summary>
internal sealed class TolerantTimeConverter : JsonConverter<DateTime?>
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "ddd, dd-MMM-yyyy HH:mm:ss 'GMT'", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"];

    public override DateTime? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.Number)
        {
            return reader.TryGetInt64(out long number) ? FromMilliseconds(number) : null;
        }

        if (reader.TokenType is JsonTokenType.String && reader.ValueSpan.EndsWith("Z"u8) && reader.TryGetDateTime(out DateTime time))
        {
            return DateTime.SpecifyKind(time, DateTimeKind.Utc);
        }

        return TolerantValue.ReadText(ref reader) is string text ? Parse(text) : null;
    }

    public override void Write(Utf8JsonWriter writer, DateTime? value, JsonSerializerOptions options) => throw new NotSupportedException();

    /// <summary>The time in a field of an object; null for none.</summary>
    public static DateTime? ReadField(JsonElement json, string name) => ApiList.FindProperty(json, name) switch
    {
        JsonElement { ValueKind: JsonValueKind.String } text => Parse(TolerantValue.TextOf(text)),
        JsonElement { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out long milliseconds) => FromMilliseconds(milliseconds),
        _ => null,
    };

    /// <summary>Null for a time that no DateTime can hold, and for 0, which stands for none.</summary>
    public static DateTime? FromMilliseconds(long milliseconds) =>
        milliseconds is > 0 and <= 253_402_300_799_999 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime : null;

    private static DateTime? Parse(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds))
        {
            return FromMilliseconds(milliseconds);
        }

        return DateTime.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time) ? time : null;
    }
}
