namespace TuyaIot.Simulator;

/// <summary>How a throttled client is told when to come back.</summary>
public enum ThrottleHeader
{
    /// <summary>It is not told.</summary>
    None,

    /// <summary>x-acs-retry-after, in milliseconds.</summary>
    Acs,

    /// <summary>Retry-After, in seconds.</summary>
    Seconds,

    /// <summary>Retry-After, as a date.</summary>
    Date,
}
