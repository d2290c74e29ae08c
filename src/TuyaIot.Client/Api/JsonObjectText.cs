using System;
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

    /// <summary>Checks that a text is a JSON object. A blank text is the empty object.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isVerbatim">Whether the user wrote it.</param>
    public static JsonObjectText Parse(string text, bool isVerbatim = true)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Empty;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Strict);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? new JsonObjectText(text, isVerbatim)
                : throw Invalid(text, $"it is JSON, but {Describe(document.RootElement.ValueKind)} and not an object");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException and not IotArgumentException)
        {
            throw Invalid(text, exception.Message.TrimEnd('.'));
        }
    }

    public static IotArgumentException Invalid(object? value, string reason) => new(
        "InvalidArgs",
        value,
        $"Args is not a JSON object: {reason}.",
        "Give a hashtable such as @{ param1 = 1 }, a PSCustomObject, or the text of a JSON object such as '{\"param1\":1}'; a value that the thing model types as float or double needs its decimal place, 10.0.");

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a string",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
