using System;

namespace TuyaIot.Pipeline;

/// <summary>A request failed in a way in which every other one of the run would fail too.</summary>
/// <param name="finished">That request.</param>
/// <param name="waiting">How many devices were gathered for a request and not sent.</param>
internal sealed class RunEndedException(FinishedBatch finished, int waiting) : Exception
{
    public FinishedBatch Finished { get; } = finished;

    public int Waiting { get; } = waiting;
}
