using System;

namespace TuyaIot.Simulator.Faults;

/// <summary>One setting of a fault.</summary>
/// <param name="Name">Its name in texts, hashtables and scenarios.</param>
/// <param name="IsFor">Whether a kind of fault has it.</param>
/// <param name="Form">What a value must be, for messages.</param>
/// <param name="Help">Its meaning in a few words.</param>
/// <param name="Values">The words that it takes; none for numbers and names.</param>
internal sealed record FaultSetting(string Name, Func<FaultKind, bool> IsFor, string Form, string Help, params FaultTerm[] Values)
{
    internal bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
