using System;
using System.Collections.Generic;
using System.Globalization;

namespace TuyaIot.Simulator.Protocol;

/// <summary>Reads a list such as Identifier.1, Identifier.2, … It has no gap, no empty value and no value twice.</summary>
internal static class RepeatList
{
    /// <summary>The refusal, or null if <paramref name="values"/> are valid. A list that is absent is empty.</summary>
    internal static ActionReply? Read(RequestParameters parameters, string name, int maxCount, string tooManyCode, out string[] values)
    {
        List<string> found = [];
        while (parameters[name + "." + (found.Count + 1).ToString(CultureInfo.InvariantCulture)] is { } value)
        {
            found.Add(value);
        }

        values = [.. found];
        return Count(parameters, name + ".") > values.Length ? Wrong($"{name}.N is not numbered from 1 without a gap.")
            : values.Length > maxCount ? ActionReply.Failed(tooManyCode, $"{name}.N has more than {maxCount} values.")
            : found.Contains("") ? Wrong($"{name}.N has an empty value.")
            : new HashSet<string>(found, StringComparer.Ordinal).Count < values.Length ? Wrong($"{name}.N has a value twice.")
            : null;
    }

    private static ActionReply Wrong(string message) => ActionReply.Failed("iot.check.InvalidFormattedParameter", message);

    private static int Count(RequestParameters parameters, string prefix)
    {
        int count = 0;
        foreach (KeyValuePair<string, string> parameter in parameters.InOrder)
        {
            count += parameter.Key.StartsWith(prefix, StringComparison.Ordinal) ? 1 : 0;
        }

        return count;
    }
}
