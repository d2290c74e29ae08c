using System;

namespace TuyaIot.Simulator.Faults;

/// <summary>What goes wrong with one request.</summary>
/// <param name="Fault">The fault, or null where nothing but time is lost.</param>
/// <param name="Wait">What a throttled client is told to wait.</param>
/// <param name="Delay">How late the reply is.</param>
internal readonly record struct FaultStrike(SimulatorFault? Fault, TimeSpan Wait, TimeSpan Delay)
{
    internal string? Name => Fault?.Kind.ToString() ?? (Delay > TimeSpan.Zero ? nameof(FaultKind.Slow) : null);

    /// <summary>The answer that comes instead of the carrying out, where there is one.</summary>
    internal Replies.Answer? Before => Fault?.Kind switch
    {
        null => null,
        FaultKind.Throttle or FaultKind.Reject => FaultAnswer.Of(Fault),
        _ => Fault.When == FaultWhen.Before ? FaultAnswer.Of(Fault) : null,
    };
}
