using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.Amqp;
using TuyaIot.Simulator.Faults;

namespace TuyaIot.Simulator.Messages;

/// <summary>The faults of one consumer group: those of links, and those of messages.</summary>
internal sealed class MessageFaults(IReadOnlyList<SimulatorFault> faults, int seed) : IPushFaults
{
    // Each rule draws from a sequence of its own, so that one more rule does not change what the others affect.
    private readonly (SimulatorFault Fault, FaultTrigger Trigger)[] _rules =
    [
        .. faults
            .Where(static fault => FaultHelp.IsOfMessages(fault.Kind))
            .Select((fault, index) => (fault, new FaultTrigger(fault, unchecked((seed * 397) + index)))),
    ];

    public PushFault Next(PushedMessage message)
    {
        PushFault result = default;
        foreach ((SimulatorFault fault, FaultTrigger trigger) in _rules)
        {
            if (fault.After is null && (fault.DeviceName.Count == 0 || fault.DeviceName.Contains(message.DeviceName)) && trigger.Selects())
            {
                trigger.Count();
                result = fault.Kind switch
                {
                    FaultKind.Duplicate => result with { IsDuplicated = true },
                    FaultKind.Reorder => result with { IsReordered = true, Delay = result.Delay + fault.Delay },
                    FaultKind.Late => result with { Delay = result.Delay + fault.Delay },
                    _ => result with { Link = result.Link ?? Create(fault) },
                };
            }
        }

        return result;
    }

    public IReadOnlyList<KeyValuePair<TimeSpan, LinkFault>> NextOfLink()
    {
        List<KeyValuePair<TimeSpan, LinkFault>> result = [];
        foreach ((SimulatorFault fault, FaultTrigger trigger) in _rules)
        {
            if (fault.After is { } after && trigger.Selects())
            {
                trigger.Count();
                result.Add(new(after, Create(fault)));
            }
        }

        return result;
    }

    private static LinkFault Create(SimulatorFault fault) => new(
        fault.Kind switch
        {
            FaultKind.Detach => LinkFaultKind.Detach,
            FaultKind.EndSession => LinkFaultKind.EndSession,
            FaultKind.Starve => LinkFaultKind.Starve,
            _ => LinkFaultKind.Vanish,
        },
        fault.Code,
        fault.Delay);
}
