namespace TuyaIot.Delivery;

/// <summary>How hard one request is tried.</summary>
internal sealed record DeliveryOptions
{
    /// <summary>How often a request is tried that was refused for now or never sent.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Sends again what may have been carried out already. Only a user may ask for it.</summary>
    public bool RetryUnknown { get; init; }

    /// <summary>How many requests a second may go out; 0 is no limit.</summary>
    public double RequestsPerSecond { get; init; }
}
