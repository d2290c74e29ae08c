using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.Faults;

/// <summary>Which settings a kind of fault has. One that means nothing for its kind is a mistake, not a wish.</summary>
internal static class FaultSettings
{
    private static readonly string[] Trigger = ["rate", "nth", "every", "deviceName", "action", "times"];

    internal static IReadOnlyList<string> NamesFor(FaultKind kind) => kind switch
    {
        FaultKind.Throttle => [.. Trigger, "perSecond", "header", "status", "code", "delay"],
        FaultKind.Reject => [.. Trigger, "code"],
        FaultKind.Slow => [.. Trigger, "delay"],
        FaultKind.HugeReply => [.. Trigger, "size"],
        FaultKind.Redirect => [.. Trigger, "when", "location"],
        FaultKind.Clock => ["offset"],
        _ when CanStrikeBefore(kind) => [.. Trigger, "when"],
        _ => Trigger,
    };

    /// <summary>Whether it can come instead of the carrying out; a spoilt reply is always one to a command that was carried out.</summary>
    internal static bool CanStrikeBefore(FaultKind kind) => kind is not
        (FaultKind.CutJson or FaultKind.CutBody or FaultKind.GarbledJson or FaultKind.Slow or FaultKind.HugeReply);

    internal static bool IsFor(this string setting, FaultKind kind)
    {
        foreach (string name in NamesFor(kind))
        {
            if (name.Equals(setting, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
