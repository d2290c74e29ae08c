using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace TuyaIot.Execution;

/// <summary>The values that properties were set to, to be compared with what a device reports.</summary>
internal sealed class ExpectedProperties
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);

    /// <param name="json">A JSON object.</param>
    public ExpectedProperties(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind is JsonValueKind.Object)
        {
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                _values[property.Name] = property.Value.Clone();
            }
        }
    }

    public int Count => _values.Count;

    /// <summary>Whether a property was set to a value.</summary>
    public bool Has(string identifier, JsonElement value) => _values.TryGetValue(identifier, out JsonElement expected) && Same(expected, value);

    /// <summary>
    /// Whether two values mean the same. A value may come back as text, a number with or without decimal places, and true or false as
    /// 1 or 0, since that is how the platform stores it.
    /// </summary>
    public static bool Same(JsonElement one, JsonElement other)
    {
        if (one.ValueKind is JsonValueKind.Object && Unwrap(other) is { ValueKind: JsonValueKind.Object } members)
        {
            return one.EnumerateObject().Count() == members.EnumerateObject().Count()
                && one.EnumerateObject().All(member => members.TryGetProperty(member.Name, out JsonElement value) && Same(member.Value, value));
        }

        if (one.ValueKind is JsonValueKind.Array && Unwrap(other) is { ValueKind: JsonValueKind.Array } items)
        {
            return one.GetArrayLength() == items.GetArrayLength() && one.EnumerateArray().Zip(items.EnumerateArray(), Same).All(static same => same);
        }

        return TextOf(one) is string text
            && TextOf(other) is string otherText
            && (text == otherText || (NumberOf(text) is decimal number && NumberOf(otherText) == number) || (IsFraction(one) && SameDouble(text, otherText)));
    }

    /// <summary>The JSON that a text holds, where a structure is kept as text.</summary>
    private static JsonElement Unwrap(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.String || value.GetString() is not string text || text.Length == 0 || text[0] is not ('{' or '['))
        {
            return value;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return value;
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => null,
    };

    private static decimal? NumberOf(string text) => text switch
    {
        "true" => 1,
        "false" => 0,
        _ => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null,
    };

    private static bool IsFraction(JsonElement value) => value.ValueKind is JsonValueKind.Number && !value.TryGetInt64(out _);

    /// <summary>A float comes back with the digits of a float.</summary>
    private static bool SameDouble(string one, string other) =>
        float.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out float first)
        && float.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out float second)
        && first.Equals(second);
}
