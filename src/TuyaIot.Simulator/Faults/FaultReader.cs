using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TuyaIot.Simulator.Json;

namespace TuyaIot.Simulator.Faults;

/// <summary>Reads a fault from a text, a hashtable or a scenario, which all have the same words and get the same errors.</summary>
internal static class FaultReader
{
    private const string KindKey = "kind";

    /// <summary>Reset rate=0.01 when=after</summary>
    internal static SimulatorFault Read(string text)
    {
        string[] words = text.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        FaultKind kind = ReadKind(words is [string first, ..] ? first : "", text);
        FaultValues values = new(kind, $"the fault '{text}'");
        foreach (string word in words.Skip(1))
        {
            int equals = word.IndexOf('=', 0);
            if (equals < 0)
            {
                throw new SimulatorException($"In the fault '{text}', '{word}' is not of the form setting=value.", word);
            }

            values.Add(word.Substring(0, equals), word.Substring(equals + 1).Split(','));
        }

        return values.ToFault();
    }

    internal static SimulatorFault Read(IDictionary settings)
    {
        List<KeyValuePair<string, string[]>> pairs = [];
        foreach (DictionaryEntry setting in settings)
        {
            pairs.Add(new(Text(setting.Key), setting.Value is IEnumerable many and not string ? [.. many.Cast<object>().Select(Text)] : [Text(setting.Value)]));
        }

        return Read(pairs, "the fault");
    }

    internal static SimulatorFault Read(JsonObject settings, string where) => Read(
        [
            .. settings.Select(static setting => new KeyValuePair<string, string[]>(
                setting.Key,
                setting.Value is List<object?> many ? [.. many.Select(Text)] : [Text(setting.Value)])),
        ],
        where);

    private static SimulatorFault Read(List<KeyValuePair<string, string[]>> pairs, string where)
    {
        string[] kind = pairs.Find(static pair => IsKind(pair.Key)).Value ?? [""];
        FaultValues values = new(ReadKind(kind[0], where), where);
        foreach (KeyValuePair<string, string[]> pair in pairs.Where(static pair => !IsKind(pair.Key)))
        {
            values.Add(pair.Key, pair.Value);
        }

        return values.ToFault();
    }

    private static FaultKind ReadKind(string text, string where) =>
        Words.Parse<FaultKind>(text) ?? throw new SimulatorException(
            (text.Length == 0 ? $"There is no kind in {where}." : $"There is no fault of the kind '{text}'.")
            + $" The kinds are {Words.List<FaultKind>()}.",
            text);

    private static bool IsKind(string key) => key.Equals(KindKey, StringComparison.OrdinalIgnoreCase);

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
