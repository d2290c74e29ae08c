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

    public static JsonObjectText Parse(object? value) => PSValue.Unwrap(value) switch
    {
        null or DBNull => JsonObjectText.Empty,
        JsonObject json => JsonObjectText.Parse(json.ToJsonString(Readable), isVerbatim: false),
        string text => JsonObjectText.Parse(text),
        IDictionary dictionary => JsonObjectText.Parse(ArgsWriter.Write(dictionary), isVerbatim: false),
        object custom when PSValue.IsCustomObject(custom) => JsonObjectText.Parse(ArgsWriter.Write(custom), isVerbatim: false),
        object other => throw JsonObjectText.Invalid(other, other is IEnumerable ? "it is an array" : $"it is a {other.GetType().Name}"),
    };
}
