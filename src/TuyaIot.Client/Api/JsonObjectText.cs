using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TuyaIot.Errors;

namespace TuyaIot.Api;

/// <summary>
/// A JSON object as text, sent byte for byte as it was written: the thing model distinguishes 10.0 from 10.
/// </summary>
internal sealed record JsonObjectText
{
    /// <summary>The deepest nesting of objects and arrays.</summary>
    public const int MaxDepth = 64;

    private const string Args = "Args";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth };

    private JsonObjectText(string json, bool isVerbatim = true)
    {
        Json = json;
        IsVerbatim = isVerbatim;
    }

    /// <summary>The empty object.</summary>
    public static JsonObjectText Empty { get; } = new("{}");

    public string Json { get; }

    /// <summary>Whether the user wrote the text, and not an object of which it was made.</summary>
    public bool IsVerbatim { get; }

    /// <summary>The names in the object, in its order. One that is there twice is given once.</summary>
    public IReadOnlyList<string> GetNames()
    {
        using JsonDocument document = JsonDocument.Parse(Json, Strict);
        return [.. document.RootElement.EnumerateObject().Select(static property => property.Name).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Checks that a text is a JSON object. A blank text is the empty object.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parameter">The parameter that it is the value of.</param>
    /// <param name="isVerbatim">Whether the user wrote it.</param>
    public static JsonObjectText Parse(string text, string parameter = Args, bool isVerbatim = true)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Empty;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Strict);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                throw Invalid(text, $"it is JSON, but {Describe(document.RootElement.ValueKind)} and not an object", parameter);
            }

            ReadNames(document.RootElement);
            return new JsonObjectText(text, isVerbatim);
        }
        catch (JsonException exception)
        {
            throw Invalid(text, exception.Message.TrimEnd('.'), parameter);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException and not IotArgumentException)
        {
            throw Invalid(text, "a text in it holds half of a surrogate pair", parameter);
        }
    }

    public static IotArgumentException Invalid(object? value, string reason, string parameter = Args) => new(
        $"Invalid{parameter}",
        value,
        $"{parameter} is not a JSON object: {reason}.",
        "Give a hashtable such as @{ param1 = 1 }, a PSCustomObject, or the text of a JSON object such as '{\"param1\":1}'; a value that the thing model types as float or double needs its decimal place, 10.0.");

    /// <summary>Reads every name, of which one may be no text.</summary>
    /// <exception cref="InvalidOperationException">A name holds half of a surrogate pair.</exception>
    private static void ReadNames(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                _ = property.Name;
                ReadNames(property.Value);
            }
        }
        else if (element.ValueKind is JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                ReadNames(item);
            }
        }
    }

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a string",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
