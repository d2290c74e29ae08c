using System;

namespace TuyaIot.Client.Tests.Support;

/// <summary>Tells one time for ever, while timers run as they do: what is signed is known, and no test can hang.</summary>
internal sealed class StillClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => Sample.Now;
}
