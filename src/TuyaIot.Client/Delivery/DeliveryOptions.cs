using System;

namespace TuyaIot.Delivery;

/// <summary>How hard one request is tried.</summary>
internal sealed record DeliveryOptions
{
    /// <summary>How often a request is tried that was never sent or that may be repeated. A throttled attempt does not count.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Sends again what may have been carried out already. For a command, only a user may ask for it.</summary>
    public bool RetryUnknown { get; init; }

    /// <summary>How many requests a second may go out at most; 0 sets no limit, null takes the action's own quota.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>How long a request that the gateway throttles is sent again before it counts as rejected.</summary>
    public TimeSpan MaxThrottledTime { get; init; } = TimeSpan.FromMinutes(2);
}
