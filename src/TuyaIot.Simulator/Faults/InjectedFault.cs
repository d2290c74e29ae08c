using System;
using TuyaIot.Simulator.Protocol;

namespace TuyaIot.Simulator.Faults;

/// <summary>What goes wrong with one request.</summary>
/// <param name="Fault">The fault, or null if the reply is only late or nothing is wrong.</param>
/// <param name="Wait">The wait that the header names to a throttled client.</param>
/// <param name="Delay">How late the reply is.</param>
internal readonly record struct InjectedFault(SimulatorFault? Fault, TimeSpan Wait, TimeSpan Delay)
{
    internal string? Name => Fault?.Kind.ToString() ?? (Delay > TimeSpan.Zero ? nameof(FaultKind.Slow) : null);

    /// <summary>The reply of a fault that prevents the command, or null if the command is carried out.</summary>
    internal ActionReply? ReplyBefore => Fault?.Kind switch
    {
        null => null,
        FaultKind.Throttle or FaultKind.Reject => FaultReply.Create(Fault),
        _ => Fault.When == FaultTiming.Before ? FaultReply.Create(Fault) : null,
    };
}
