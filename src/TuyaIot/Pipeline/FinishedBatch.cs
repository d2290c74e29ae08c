
using TuyaIot.Delivery;

namespace TuyaIot.Pipeline;

/// <summary>A request and what became of it.</summary>
internal sealed record FinishedBatch(DeviceBatch Batch, Outcome Outcome);
