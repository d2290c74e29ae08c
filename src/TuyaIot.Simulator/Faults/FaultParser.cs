using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace TuyaIot.Simulator.Faults;

/// <summary>Parses the settings of a fault from a text, a hashtable or a scenario. All three have the same words and the same errors.</summary>
internal static class FaultParser
{
    private const string KindKey = "kind";

    /// <summary>Parses a text such as <c>Reset rate=0.01 when=after</c>.</summary>
    internal static FaultValues Parse(string text)
    {
        string[] words = text.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        string where = $"the fault '{text}'";
        FaultKind kind = ParseKind(words is [string first, ..] ? first : "", where);
        FaultValues values = new(kind, where);
        foreach (string word in words.Skip(1))
        {
            int equals = word.IndexOf('=', 0);
            if (equals < 0)
            {
                throw new SimulatorException($"In {where}, '{word}' is not of the form setting=value.", word);
            }

            values.Add(word.Substring(0, equals), word.Substring(equals + 1).Split(','));
        }

        return values;
    }

    internal static FaultValues Parse(IDictionary settings)
    {
        List<KeyValuePair<string, string[]>> pairs = [];
        foreach (DictionaryEntry setting in settings)
        {
            pairs.Add(new(
                ToText(setting.Key),
                setting.Value is IEnumerable many and not string ? [.. many.Cast<object?>().Select(ToText)] : [ToText(setting.Value)]));
        }

        return Parse(pairs, "the fault");
    }

    internal static FaultValues Parse(JsonElement settings, string where) => Parse(
        [
            .. settings.EnumerateObject().Select(static setting => new KeyValuePair<string, string[]>(
                setting.Name,
                setting.Value.ValueKind == JsonValueKind.Array ? [.. setting.Value.EnumerateArray().Select(ToText)] : [ToText(setting.Value)])),
        ],
        where);

    private static FaultValues Parse(List<KeyValuePair<string, string[]>> pairs, string where)
    {
        string[] kind = pairs.Find(static pair => IsKind(pair.Key)).Value ?? [];
        FaultValues values = new(ParseKind(string.Join(",", kind), where), where);
        foreach (KeyValuePair<string, string[]> pair in pairs.Where(static pair => !IsKind(pair.Key)))
        {
            values.Add(pair.Key, pair.Value);
        }

        return values;
    }

    private static FaultKind ParseKind(string text, string where) =>
        EnumText.Parse<FaultKind>(text) ?? throw new SimulatorException(
            (text.Length == 0 ? $"There is no kind in {where}." : $"There is no fault of the kind '{text}'.")
            + $" The kinds are {EnumText.List<FaultKind>()}.",
            text);

    private static bool IsKind(string key) => key.Equals(KindKey, StringComparison.OrdinalIgnoreCase);

    private static string ToText(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string ToText(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
