using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;

namespace TuyaIot.Transport;

/// <summary>How long a server asks to be left alone: x-acs-retry-after in milliseconds, or Retry-After in seconds or as a date.</summary>
internal static class RetryAfterHeader
{
    public static TimeSpan? Read(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.Headers.TryGetValues("x-acs-retry-after", out IEnumerable<string>? values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds))
        {
            return TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue));
        }

        TimeSpan? wish = response.Headers.RetryAfter switch
        {
            { Delta: TimeSpan delta } => delta,
            { Date: DateTimeOffset date } => date - (response.Headers.Date ?? now),
            _ => null,
        };
        return wish < TimeSpan.Zero ? TimeSpan.Zero : wish;
    }
}
