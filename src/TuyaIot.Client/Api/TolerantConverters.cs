using System;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TuyaIot.Api;

/// <summary>
/// Reads a text, also one that comes as a number, true or false. The platform's pages and its replies differ in such details, and one
/// field of another form must not make a whole reply unreadable.
/// </summary>
internal sealed class TolerantTextConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.ValueKind switch
        {
            JsonValueKind.String => value.RootElement.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.RootElement.GetRawText(),
            _ => null,
        };
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>Reads a whole number, also one that comes as text; null for anything else.</summary>
internal sealed class TolerantNumberConverter : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.ValueKind switch
        {
            JsonValueKind.Number when value.RootElement.TryGetInt64(out long number) => number,
            JsonValueKind.String when long.TryParse(
                value.RootElement.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
            _ => null,
        };
    }

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options)
    {
        if (value is long number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
