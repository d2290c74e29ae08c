using System;

namespace TuyaIot.Simulator.Faults;

/// <summary>Lets so many requests a second pass, and as many at once after a quiet second.</summary>
internal sealed class TokenBucket(double perSecond)
{
    private readonly double _capacity = Math.Max(1, perSecond);
    private double _tokens = Math.Max(1, perSecond);
    private DateTimeOffset? _filled;

    /// <summary>Zero where the request passes, or how long it is until one will.</summary>
    internal TimeSpan TryTake(DateTimeOffset now)
    {
        // A clock that was set back fills nothing and takes nothing away.
        double seconds = Math.Max(0, (now - (_filled ?? now)).TotalSeconds);
        _tokens = Math.Min(_capacity, _tokens + (seconds * perSecond));
        _filled = now;
        if (_tokens >= 1)
        {
            _tokens--;
            return TimeSpan.Zero;
        }

        return TimeSpan.FromSeconds((1 - _tokens) / perSecond);
    }
}
