using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TuyaIot.Simulator.Protocol;

/// <summary>Parses JSON strictly: RFC 8259, at most 64 levels, no name twice in an object. Writes with no more escapes than needed.</summary>
internal static class StrictJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="FormatException">The text is not one JSON value.</exception>
    internal static JsonElement Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            Validate(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (JsonException invalid)
        {
            throw new FormatException(Describe(invalid), invalid);
        }
        catch (Exception invalid) when (invalid is InvalidOperationException or ArgumentException)
        {
            throw new FormatException("This is not JSON: a string holds half of a surrogate pair.", invalid);
        }
    }

    /// <summary>The text without white space; numbers stay as they were written.</summary>
    internal static string ToCompactText(JsonElement value) => Encoding.UTF8.GetString(Write(value.WriteTo));

    internal static string ToCompactText(JsonNode value) => Encoding.UTF8.GetString(Write(writer => value.WriteTo(writer)));

    internal static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes, Compact))
        {
            write(writer);
        }

        return bytes.ToArray();
    }

    /// <summary>Refuses what the library accepts: a repeated name. Every string is decoded once, so that a bad one is found here.</summary>
    private static void Validate(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Validate(item);
                }

                break;
            case JsonValueKind.Object:
                ValidateMembers(value);
                break;
        }
    }

    private static void ValidateMembers(JsonElement value)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (!names.Add(member.Name))
            {
                throw new FormatException($"This is not JSON that the gateway accepts: the name '{member.Name}' is used twice.");
            }

            Validate(member.Value);
        }
    }

    private static string Describe(JsonException invalid)
    {
        // The library counts from 0 and puts the position behind its sentence.
        string reason = invalid.Message.Split([" LineNumber:"], StringSplitOptions.None).First();
        return FormattableString.Invariant($"This is not JSON: line {invalid.LineNumber + 1}, column {invalid.BytePositionInLine + 1}: {reason}");
    }
}
