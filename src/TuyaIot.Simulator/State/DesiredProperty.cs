using System;

namespace TuyaIot.Simulator.State;

/// <summary>The desired value of one property. Its version counts every change, and stays when the value is cleared.</summary>
/// <param name="Value">The value with the time of the change, or null if it was cleared.</param>
/// <param name="Version">1 after the first change.</param>
/// <param name="Expires">The time from which the value is gone, or null if it stays.</param>
internal sealed record DesiredProperty(PropertyValue? Value, long Version, DateTimeOffset? Expires)
{
    internal PropertyValue? ValueAt(DateTimeOffset now) => Expires <= now ? null : Value;
}
