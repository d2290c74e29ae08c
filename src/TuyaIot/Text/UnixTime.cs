using System;

namespace TuyaIot.Text;

/// <summary>Times of the API: milliseconds since 1970.</summary>
internal static class UnixTime
{
    /// <summary>In UTC; null for a time that no DateTime can hold.</summary>
    public static DateTime? Read(long? milliseconds) =>
        milliseconds is >= 0 and <= 253_402_300_799_999 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value).UtcDateTime : null;
}
