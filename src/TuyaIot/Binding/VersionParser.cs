using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using TuyaIot.Api;

namespace TuyaIot.Binding;

/// <summary>Parses the versions of desired properties: a table of properties and numbers, its JSON text, or one number.</summary>
internal static class VersionParser
{
    private const string Version = nameof(Version);

    /// <summary>Whether it is one number, which is the version of one property or of all.</summary>
    public static bool IsNumber(object? value) => ReadNumber(PSValue.Unwrap(value)) is not null;

    /// <summary>The versions of those of the properties that have one.</summary>
    /// <param name="value">The versions.</param>
    /// <param name="of">The property that a single number belongs to; null for all.</param>
    /// <param name="properties">The properties that are to be set.</param>
    public static Dictionary<string, long> Parse(object? value, string? of, IReadOnlyList<string> properties)
    {
        object? unwrapped = PSValue.Unwrap(value);
        return ReadNumber(unwrapped) is long number
            ? properties.Where(name => of is null || name == of).ToDictionary(static name => name, _ => number, StringComparer.Ordinal)
            : Read(ArgsParser.Parse(nameof(Version), unwrapped)).Where(version => properties.Contains(version.Key))
                .ToDictionary(static version => version.Key, static version => version.Value, StringComparer.Ordinal);
    }

    public static bool AreSame(object? one, object? other) => ReadNumber(one) is long number
        ? ReadNumber(other) == number
        : ReadNumber(other) is null && Write(Read(ArgsParser.Parse(nameof(Version), one))).Equals(Write(Read(ArgsParser.Parse(nameof(Version), other))));

    /// <summary>The versions in a JSON object.</summary>
    public static Dictionary<string, long> Read(JsonObjectText versions)
    {
        using JsonDocument document = JsonDocument.Parse(versions.Json);
        Dictionary<string, long> read = new(StringComparer.Ordinal);
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            read[property.Name] = property.Value.ValueKind is JsonValueKind.Number && property.Value.TryGetInt64(out long number)
                ? number
                : throw JsonObjectText.Invalid(versions.Json, $"the version of '{property.Name}' is no whole number", Version);
        }

        return read;
    }

    /// <summary>The same versions are the same text.</summary>
    public static JsonObjectText Write(IReadOnlyDictionary<string, long> versions)
    {
        StringBuilder json = new("{");
        foreach (KeyValuePair<string, long> version in versions.OrderBy(static version => version.Key, StringComparer.Ordinal))
        {
            JsonText.AppendString(json.Append(json.Length == 1 ? string.Empty : ","), version.Key);
            json.Append(':').Append(version.Value.ToString(CultureInfo.InvariantCulture));
        }

        return JsonObjectText.Parse(json.Append('}').ToString(), Version);
    }

    private static long? ReadNumber(object? value) => value switch
    {
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long number) => number,
        sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
