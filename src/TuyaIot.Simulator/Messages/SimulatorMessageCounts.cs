using System;

namespace TuyaIot.Simulator;

/// <summary>What the message server of a simulator did since its start, over all consumer groups.</summary>
public sealed class SimulatorMessageCounts
{
    /// <summary>Messages pushed for the first time.</summary>
    public long Pushed { get; internal init; }

    /// <summary>Messages pushed again, since nobody settled them in time or a client released them.</summary>
    public long Redelivered { get; internal init; }

    /// <summary>Messages that a client accepted.</summary>
    public long Settled { get; internal init; }

    /// <summary>Messages dropped because too many waited.</summary>
    public long Dropped { get; internal init; }

    /// <summary>Messages that wait now, and those that were pushed and are not settled.</summary>
    public long Waiting { get; internal init; }

    /// <summary>Connection attempts.</summary>
    public long Attempts { get; internal init; }

    /// <summary>Connection attempts that were refused.</summary>
    public long Refused { get; internal init; }

    /// <summary>The most connection attempts of one group in one minute.</summary>
    public int AttemptsPerMinute { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Pushed} pushed, {Settled} settled, {Waiting} waiting");
}
