using System;
using System.Globalization;

namespace TuyaIot.Reports.Html;

/// <summary>Numbers, times and durations as people write them.</summary>
internal static class NumberFormat
{
    public static string Number(double value) => value.ToString(value is > -10 and < 10 ? "#,0.##" : "#,0", CultureInfo.InvariantCulture);

    public static string Count(long count, string noun) => $"{Number(count)} {noun}{(count == 1 ? string.Empty : "s")}";

    /// <summary>A share in percent. Nearly all is not all, and nearly nothing is not nothing.</summary>
    public static string Share(long part, long whole)
    {
        if (whole == 0 || part == 0)
        {
            return "0 %";
        }

        double percent = 100d * part / whole;
        return part == whole ? "100 %"
            : percent < 0.1 ? "< 0.1 %"
            : percent > 99.9 ? "> 99.9 %"
            : percent.ToString("0.0", CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>A position or a width for SVG, in percent.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.####", CultureInfo.InvariantCulture) + "%";

    /// <summary>A position or a length for SVG, in pixels.</summary>
    public static string Coordinate(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A time as the HTML element "time" takes it.</summary>
    public static string MachineTime(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whole milliseconds, rounded down. A journal may have the longest time that there is, and a bin ends after it.</summary>
    public static string Milliseconds(long milliseconds) => milliseconds switch
    {
        0 => "< 1 ms",
        < 1000 => $"{Number(milliseconds)} ms",
        _ => Duration(TimeSpan.FromTicks(Math.Min(milliseconds, TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond) * TimeSpan.TicksPerMillisecond)),
    };

    public static string Duration(TimeSpan time)
    {
        if (time.TotalSeconds < 1)
        {
            return $"{Number(Math.Round(time.TotalMilliseconds))} ms";
        }

        if (time.TotalSeconds < 59.95)
        {
            return time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s";
        }

        TimeSpan rounded = TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
        return rounded switch
        {
            { TotalMinutes: < 60 } => Join(rounded.Minutes, "min", rounded.Seconds, "s"),
            { TotalHours: < 24 } => Join(rounded.Hours, "h", rounded.Minutes, "min"),
            _ => Join(rounded.Days, "d", rounded.Hours, "h"),
        };
    }

    private static string Join(int large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? $"{Number(large)} {largeUnit}" : $"{Number(large)} {largeUnit} {small} {smallUnit}";
}
