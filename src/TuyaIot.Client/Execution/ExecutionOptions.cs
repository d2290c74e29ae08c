using System;

namespace TuyaIot.Execution;

/// <summary>The options of a wait.</summary>
internal sealed record ExecutionOptions
{
    /// <summary>How long a device has for its answer, from the send.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether a report of the properties with the values that were set is evidence.</summary>
    public bool TakesReports { get; init; } = true;

    /// <summary>Whether a device that goes offline and comes back has carried the command out.</summary>
    public bool TakesStatusChanges { get; init; }

    /// <summary>How long after the time of a device the stream has to catch up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// After this the gateway has pushed again what was under way when a link broke: it waits 30 s for a message to be settled.
    /// </summary>
    public TimeSpan RedeliveryTime { get; init; } = TimeSpan.FromSeconds(31);

    /// <summary>The most replies that are kept of which no command is known yet.</summary>
    public int MaxEarlyReplies { get; init; } = 50_000;

    /// <summary>The most other messages that are kept of which no command is known yet.</summary>
    public int MaxEarlyReports { get; init; } = 10_000;

    /// <summary>Of how many devices it is remembered what became of them, for what comes later.</summary>
    public int MaxRecent { get; init; } = 20_000;
}
