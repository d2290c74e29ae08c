using System;
using System.Globalization;

namespace TuyaIot.Simulator.Actions;

/// <summary>The forms in which the platform writes a time. A time that a device does not have is empty.</summary>
internal static class PlatformTime
{
    /// <summary>Times without a zone are those of the platform's home.</summary>
    private static readonly TimeSpan HomeOffset = TimeSpan.FromHours(8);

    /// <summary>Such as 2019-02-20T02:16:09.000Z.</summary>
    internal static string ToUtc(DateTimeOffset? time) => Format(time?.UtcDateTime, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>Such as Wed, 20-Feb-2019 02:16:09 GMT.</summary>
    internal static string ToGmt(DateTimeOffset? time) => Format(time?.UtcDateTime, "ddd, dd-MMM-yyyy HH:mm:ss 'GMT'");

    /// <summary>Such as 2019-02-20 10:16:09, with no zone.</summary>
    internal static string ToHome(DateTimeOffset? time) => Format(time?.ToOffset(HomeOffset).DateTime, "yyyy-MM-dd HH:mm:ss");

    private static string Format(DateTime? time, string format) => time?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
