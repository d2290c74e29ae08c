namespace TuyaIot.Simulator;

/// <summary>How a throttle counts the requests of a second.</summary>
public enum ThrottleCounting
{
    /// <summary>A token bucket that holds the requests of one second: after a quiet second, as many may come at once.</summary>
    Bucket,

    /// <summary>A sliding window: the requests of the last second, at any moment.</summary>
    LastSecond,

    /// <summary>Fixed windows: the count starts at 0 with each second of the gateway's clock.</summary>
    FixedSecond,
}
