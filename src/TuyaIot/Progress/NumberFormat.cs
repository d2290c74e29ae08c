using System.Globalization;

namespace TuyaIot.Progress;

/// <summary>Counts as people write them.</summary>
internal static class NumberFormat
{
    public static string Devices(long count) => Of(count, "device");

    public static string Requests(long count) => Of(count, "request");

    /// <summary>A rate, with a decimal place where it counts.</summary>
    public static string PerSecond(double rate) =>
        string.Format(CultureInfo.InvariantCulture, rate < 10 ? "{0:0.#}" : "{0:#,0}", rate);

    private static string Of(long count, string noun) =>
        string.Format(CultureInfo.InvariantCulture, "{0:#,0} {1}{2}", count, noun, count == 1 ? string.Empty : "s");
}
