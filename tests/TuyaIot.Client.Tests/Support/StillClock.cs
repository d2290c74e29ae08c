using System;

namespace TuyaIot.Client.Tests.Support;

/// <summary>Tells one time for ever, while timers run as they do: what is signed is known, and no test can hang.</summary>
internal sealed class StillClock : TimeProvider
{
    internal static readonly DateTimeOffset Time = new(2024, 11, 19, 10, 15, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Time;
}
