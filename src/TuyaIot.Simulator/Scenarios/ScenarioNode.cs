using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TuyaIot.Simulator.Faults;

namespace TuyaIot.Simulator.Scenarios;

/// <summary>One object of a scenario with its place and the keys that it may have, so that a misspelt key is an error.</summary>
internal sealed class ScenarioNode
{
    private const string TextsForm = "a text that is not empty, or an array of such texts";

    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly string _where;

    internal ScenarioNode(JsonElement json, string where, params string[] keys)
    {
        _where = where;
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw CreateError(where, "an object");
        }

        foreach (JsonProperty member in json.EnumerateObject())
        {
            _members[member.Name] = keys.Contains(member.Name)
                ? member.Value
                : throw new SimulatorException($"There is no key '{member.Name}' in {where}. The keys are {string.Join(", ", keys)}.", member.Name);
        }
    }

    internal bool Has(string key) => _members.ContainsKey(key);

    internal bool IsNumber(string key) => _members.TryGetValue(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number;

    /// <summary>The place of a key, for messages.</summary>
    internal string At(string key) => $"'{key}' of {_where}";

    internal string RequiredText(string key) => Text(key) ?? throw new SimulatorException($"The key '{key}' is missing in {_where}.", key);

    internal string? Text(string key) =>
        _members.TryGetValue(key, out JsonElement value) ? TextOf(value) ?? throw CreateError(At(key), "a text that is not empty") : null;

    internal JsonElement? Object(string key) => ParseKind(key, "an object", JsonValueKind.Object);

    internal JsonElement RequiredValue(string key) =>
        _members.TryGetValue(key, out JsonElement value) ? value : throw new SimulatorException($"The key '{key}' is missing in {_where}.", key);

    internal JsonElement[] List(string key) => ParseKind(key, "an array", JsonValueKind.Array) is { } array ? [.. array.EnumerateArray()] : [];

    /// <summary>Texts: an array of them, or one.</summary>
    internal string[] Texts(string key) => !_members.TryGetValue(key, out JsonElement value) ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(text => TextOf(text) ?? throw CreateError(At(key), TextsForm))]
        : [TextOf(value) ?? throw CreateError(At(key), TextsForm)];

    internal int? WholeNumber(string key) => Parse<int>(key, "a whole number", static value =>
        NumberOf(value) is { } number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null);

    internal double? Rate(string key) => Parse<double>(key, "a number from 0 to 1", static value =>
        NumberOf(value) is >= 0 and <= 1 and var rate ? rate : null);

    internal bool? Flag(string key) => Parse<bool>(key, "true or false", static value =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null);

    internal TimeSpan? Delay(string key) => Parse<TimeSpan>(key, Duration.Form, static value =>
        TextOf(value) is { } text && Duration.Parse(text) is { } delay && delay >= TimeSpan.Zero ? delay : null);

    internal T? Word<T>(string key)
        where T : struct, Enum => Parse<T>(key, "one of " + EnumText.List<T>(), static value =>
            TextOf(value) is { } text ? EnumText.Parse<T>(text) : null);

    internal static SimulatorException CreateError(string where, string form) => new($"The value of {where} must be {form}.", where);

    private static string? TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static double? NumberOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) ? number : null;

    private JsonElement? ParseKind(string key, string form, JsonValueKind kind) =>
        Parse<JsonElement>(key, form, value => value.ValueKind == kind ? value : null);

    private T? Parse<T>(string key, string form, Func<JsonElement, T?> parse)
        where T : struct => _members.TryGetValue(key, out JsonElement value) ? parse(value) ?? throw CreateError(At(key), form) : null;
}
