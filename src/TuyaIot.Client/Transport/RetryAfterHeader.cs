using System;
using System.Globalization;
using System.Net.Http;
using TuyaIot.Compatibility;

namespace TuyaIot.Transport;

/// <summary>How long a server asks to wait: x-acs-retry-after in milliseconds, or Retry-After in seconds or as a date.</summary>
internal static class RetryAfterHeader
{
    /// <summary>What a timer takes.</summary>
    private static readonly TimeSpan Max = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <returns>From zero to what a timer takes; null where the server asks for nothing that can be read.</returns>
    public static TimeSpan? Read(HttpResponseMessage response, DateTimeOffset now)
    {
        TimeSpan? wait = long.TryParse(
            RuntimeCompat.FindHeader(response.Headers, "x-acs-retry-after"), NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds)
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue))
            : response.Headers.RetryAfter switch
            {
                { Delta: TimeSpan delta } => delta,
                { Date: DateTimeOffset date } => date - (response.Headers.Date ?? now),
                _ => null,
            };
        return wait < TimeSpan.Zero ? TimeSpan.Zero
            : wait > Max ? Max
            : wait;
    }
}
