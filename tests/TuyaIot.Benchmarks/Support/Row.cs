using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace TuyaIot.Benchmarks.Support;

/// <summary>The rows of the table, as Markdown.</summary>
internal static class Row
{
    public const string Header = "| what | ours | beside | ratio | goal |\n|---|---|---|---|---|";

    /// <param name="what">What was measured.</param>
    /// <param name="ours">Ours, with its unit.</param>
    /// <param name="beside">What it is measured beside, with its unit.</param>
    /// <param name="ratio">The one to the other.</param>
    /// <param name="goal">What the ratio should be, or ours where it has none.</param>
    public static string Of(string what, FormattableString ours, FormattableString beside, double? ratio, string goal) => string.Join(
        " | ",
        "| " + what,
        ours.ToString(CultureInfo.InvariantCulture),
        beside.ToString(CultureInfo.InvariantCulture),
        ratio?.ToString("0.00", CultureInfo.InvariantCulture),
        goal + " |");

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
