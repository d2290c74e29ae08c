using System;
using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TuyaIot.Api;

namespace TuyaIot.Binding;

/// <summary>Parses a JSON object that a user gives as text, hashtable, PSCustomObject or JsonObject. Nothing is the empty object.</summary>
internal static class ArgsParser
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="parameter">The parameter, such as Args.</param>
    /// <param name="value">Its value.</param>
    public static JsonObjectText Parse(string parameter, object? value) => PSValue.Unwrap(value) switch
    {
        null or DBNull => JsonObjectText.Empty,
        JsonObject json => JsonObjectText.Parse(Write(parameter, json), parameter, isVerbatim: false),
        string text => JsonObjectText.Parse(text, parameter),
        IDictionary dictionary => JsonObjectText.Parse(ArgsWriter.Write(parameter, dictionary), parameter, isVerbatim: false),
        object custom when PSValue.IsCustomObject(custom) => JsonObjectText.Parse(ArgsWriter.Write(parameter, custom), parameter, isVerbatim: false),
        object other => throw JsonObjectText.Invalid(other, other is IEnumerable ? "it is an array" : $"it is a {other.GetType().Name}", parameter),
    };

    private static string Write(string parameter, JsonObject json)
    {
        try
        {
            return json.ToJsonString(Readable);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or NotSupportedException or JsonException)
        {
            // A node may hold what JSON cannot: NaN, half of a surrogate pair, any object.
            throw JsonObjectText.Invalid(json, $"it nests deeper than {JsonObjectText.MaxDepth}, or holds a value that has no form in JSON", parameter);
        }
    }
}
