using System.Collections.Generic;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Pipeline;

/// <summary>The devices of one request.</summary>
/// <param name="Number">Counts the requests of a run from 1.</param>
/// <param name="Call">The command.</param>
/// <param name="Template">The command, prepared for signing; null where it is not sent.</param>
/// <param name="DeviceName">1 to 100 names, none twice.</param>
/// <param name="SentBefore">Whether an earlier run sent them the same and its reply was lost.</param>
internal sealed record DeviceBatch(
    int Number, DeviceBatchCall Call, RequestTemplate? Template, IReadOnlyList<string> DeviceName, bool SentBefore = false);

/// <summary>A request and what became of it.</summary>
internal sealed record FinishedBatch(DeviceBatch Batch, Outcome Outcome);
