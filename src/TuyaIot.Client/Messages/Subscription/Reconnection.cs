using System;

namespace TuyaIot.Messages.Subscription;

/// <summary>
/// How long to wait before the next attempt: from half a second, twice as long each time, up to 30 seconds, at random between a half and
/// the whole of it. So there are at most 8 attempts in any minute, of the 100 that are documented for a group.
/// </summary>
internal sealed class Reconnection(Func<double> nextRandom)
{
    private static readonly TimeSpan Min = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(30);

    private TimeSpan _delay = Min;

    public TimeSpan Next()
    {
        TimeSpan delay = _delay;
        _delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, Max.Ticks));
        return delay * (0.5 + (nextRandom() / 2));
    }

    /// <summary>Begins again with short waits where the link had been up for so long that it does not come and go.</summary>
    public void Report(TimeSpan wasUp)
    {
        if (wasUp >= Max)
        {
            _delay = Min;
        }
    }
}
