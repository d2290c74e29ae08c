using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.Faults;
using TuyaIot.Simulator.Json;

namespace TuyaIot.Simulator.Scenarios;

/// <summary>One object of a scenario. It knows where it stands and which keys it may have, so that a typo is told and not passed over.</summary>
internal sealed class ScenarioNode
{
    private readonly JsonObject _json;
    private readonly string _where;

    internal ScenarioNode(object? json, string where, params string[] keys)
    {
        _where = where;
        _json = json as JsonObject ?? throw Wrong(where, "an object");
        foreach (KeyValuePair<string, object?> member in _json)
        {
            if (!keys.Contains(member.Key))
            {
                throw new SimulatorException($"There is no key '{member.Key}' in {where}. The keys are {string.Join(", ", keys)}.", member.Key);
            }
        }
    }

    internal bool Has(string key) => _json.Has(key);

    internal object? this[string key] => _json[key];

    /// <summary>Where a key stands, for messages.</summary>
    internal string At(string key) => $"'{key}' of {_where}";

    internal string RequiredText(string key) => Text(key) ?? throw new SimulatorException($"The key '{key}' is missing in {_where}.", key);

    internal string? Text(string key) => Read(key, "a text that is not empty", static value => value is string { Length: > 0 } text ? text : null);

    internal JsonObject? Object(string key) => Read(key, "an object", static value => value as JsonObject);

    internal List<object?> List(string key) => Read(key, "an array", static value => value as List<object?>) ?? [];

    internal int? WholeNumber(string key) => Parse<int>(key, "a whole number", static value =>
        value is JsonNumber number && number.ToDouble() is var parsed && parsed == Math.Floor(parsed) && Math.Abs(parsed) <= int.MaxValue
            ? (int)parsed
            : null);

    internal double? Rate(string key) => Parse<double>(key, "a number from 0 to 1", static value =>
        value is JsonNumber number && number.ToDouble() is >= 0 and <= 1 and var rate ? rate : null);

    internal TimeSpan? Delay(string key) => Parse<TimeSpan>(key, Duration.Form, static value =>
        value is string text && Duration.Parse(text) is { } delay && delay >= TimeSpan.Zero ? delay : null);

    internal T? Word<T>(string key)
        where T : struct, Enum => Parse<T>(key, "one of " + Words.List<T>(), static value => value is string text ? Words.Parse<T>(text) : null);

    internal static SimulatorException Wrong(string where, string form) => new($"The value of {where} must be {form}.", where);

    private T? Read<T>(string key, string form, Func<object?, T?> read)
        where T : class => Has(key) ? read(_json[key]) ?? throw Wrong(At(key), form) : null;

    private T? Parse<T>(string key, string form, Func<object?, T?> parse)
        where T : struct => Has(key) ? parse(_json[key]) ?? throw Wrong(At(key), form) : null;
}
