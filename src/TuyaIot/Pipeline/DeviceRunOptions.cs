using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Journals;

namespace TuyaIot.Pipeline;

/// <summary>The options of a run.</summary>
internal sealed record DeviceRunOptions
{
    /// <summary>The most names that one request carries.</summary>
    public int BatchSize { get; init; } = DeviceBatchCall.MaxDeviceNames;

    /// <summary>The most requests in flight.</summary>
    public int ThrottleLimit { get; init; } = 8;

    public OnRejected OnRejected { get; init; }

    public required DeliveryOptions Delivery { get; init; }

    /// <summary>The record of the run; null for none.</summary>
    public Journal? Journal { get; init; }
}
