using System;
using System.Globalization;

namespace TuyaIot.Simulator.Faults;

/// <summary>Parses durations such as 250ms, 2s, -20m and 1h.</summary>
internal static class Duration
{
    internal const string Form = "a duration such as 250ms, 2s, -20m or 1h";

    internal static TimeSpan? Parse(string text)
    {
        int unit = text.Length;
        while (unit > 0 && char.IsLetter(text[unit - 1]))
        {
            unit--;
        }

        double? milliseconds = text.Substring(unit) switch
        {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            _ => null,
        };
        string digits = text.Substring(0, unit);
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        bool isNumber = double.TryParse(digits, Style, CultureInfo.InvariantCulture, out double number);
        return isNumber && Math.Abs(number * milliseconds ?? double.NaN) < TimeSpan.FromDays(3_650).TotalMilliseconds
            ? TimeSpan.FromMilliseconds(number * milliseconds!.Value)
            : null;
    }
}
