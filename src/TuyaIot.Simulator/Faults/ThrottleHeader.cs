namespace TuyaIot.Simulator;

/// <summary>The header that says when a throttled client may retry.</summary>
public enum ThrottleHeader
{
    /// <summary>No header.</summary>
    None,

    /// <summary>x-acs-retry-after, in milliseconds.</summary>
    Acs,

    /// <summary>Retry-After, in seconds.</summary>
    Seconds,

    /// <summary>Retry-After, as a date.</summary>
    Date,
}
