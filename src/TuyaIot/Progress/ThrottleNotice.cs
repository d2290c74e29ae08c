using System;

namespace TuyaIot.Progress;

/// <summary>
/// One warning where the gateway has answered nothing but "too many requests" for a while: no result comes then, and nothing else would
/// say why. It works on the pipeline thread alone, which asks it while it waits for a reply.
/// </summary>
/// <param name="isThrottled">Whether the latest reply was "too many requests".</param>
/// <param name="warn">Writes a warning.</param>
internal sealed class ThrottleNotice(Func<bool> isThrottled, Action<string> warn)
{
    /// <summary>How often it is asked.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.25);

    /// <summary>A pace that is being learned is throttled for a shorter time.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _clock = RunClock.Current;
    private long? _since;
    private bool _hasWarned;

    /// <summary>Warns where it is time to.</summary>
    /// <returns>Whether the gateway throttles now.</returns>
    public bool Check()
    {
        if (!isThrottled())
        {
            _since = null;
            return false;
        }

        _since ??= _clock.GetTimestamp();
        if (!_hasWarned && _clock.GetElapsedTime(_since.Value) >= Delay)
        {
            _hasWarned = true;
            warn(
                "The gateway has replied to every request with \"too many requests\" for 10 seconds. The command goes on. "
                + "A request that stays throttled for 2 minutes is rejected. The quota counts every client of the account.");
        }

        return true;
    }
}
