using System;

namespace TuyaIot.Simulator.Tests.Support;

/// <summary>A clock that stands still. Its timers are the system's.</summary>
internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
