using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Journals;

namespace TuyaIot.Pipeline;

/// <summary>How a run goes about its devices.</summary>
internal sealed record DeviceRunOptions
{
    /// <summary>The most names that one request carries.</summary>
    public int BatchSize { get; init; } = DeviceNameList.Most;

    /// <summary>The most requests that are under way at once.</summary>
    public int ThrottleLimit { get; init; } = 8;

    public OnRejected OnRejected { get; init; }

    public required DeliveryOptions Delivery { get; init; }

    /// <summary>Where the run is recorded; null where it is not.</summary>
    public Journal? Journal { get; init; }
}
