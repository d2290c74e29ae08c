using System.Globalization;

namespace TuyaIot.Text;

/// <summary>Counts and rates as people write them.</summary>
internal static class NumberFormat
{
    public static string Devices(long count) => Count(count, "device");

    public static string Requests(long count) => Count(count, "request");

    /// <summary>A count with its noun: 1 device, 1,000 devices.</summary>
    public static string Count(long count, string noun) =>
        string.Format(CultureInfo.InvariantCulture, "{0:#,0} {1}{2}", count, noun, count == 1 ? string.Empty : "s");

    /// <summary>A count by itself, 1,000.</summary>
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A rate, with a decimal place below 10.</summary>
    public static string PerSecond(double rate) =>
        string.Format(CultureInfo.InvariantCulture, rate < 10 ? "{0:0.#}" : "{0:#,0}", rate);
}
