using System;

namespace TuyaIot.Messages.Subscription;

/// <summary>
/// Suspects a link that is up and brings no messages. Only a new one shows what it was: where that brings a message that had been
/// waiting, the gateway had stopped to deliver.
/// </summary>
internal sealed class SilenceMonitor(TimeProvider time, TimeSpan max)
{
    /// <summary>Two messages may be generated and pushed in another order.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private long _lastSign = time.GetTimestamp();
    private DateTimeOffset _lastHeard = time.GetUtcNow();
    private DateTimeOffset? _renewedAt;

    /// <summary>The least that lay between a message's generation and its arrival, which holds the difference of the two clocks as well.</summary>
    private TimeSpan _leastLag = TimeSpan.MaxValue;

    /// <summary>A link is up, and the time without a message begins.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _lastSign = time.GetTimestamp();
        }
    }

    /// <summary>Whether nothing has come for too long.</summary>
    /// <param name="isWaiting">Whether nothing is in hand: with all the credit in use nothing can come.</param>
    public bool IsTooLong(bool isWaiting)
    {
        lock (_gate)
        {
            if (!isWaiting)
            {
                _lastSign = time.GetTimestamp();
            }

            return time.GetElapsedTime(_lastSign) >= max;
        }
    }

    /// <summary>A new link takes the place of a silent one.</summary>
    public void Renew()
    {
        lock (_gate)
        {
            _renewedAt = time.GetUtcNow();
        }
    }

    /// <summary>A message has come. Not null where it shows that the link before had stopped to bring messages: from when to when.</summary>
    public (DateTimeOffset From, DateTimeOffset To)? Hear(DateTimeOffset? generatedAt)
    {
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            DateTimeOffset lastHeard = _lastHeard;
            DateTimeOffset? renewedAt = _renewedAt;
            (_lastSign, _lastHeard, _renewedAt) = (time.GetTimestamp(), now, null);
            if (generatedAt is not DateTimeOffset generated)
            {
                return null;
            }

            TimeSpan lag = now - generated;
            TimeSpan usual = _leastLag == TimeSpan.MaxValue ? TimeSpan.Zero : _leastLag;
            _leastLag = lag < _leastLag ? lag : _leastLag;
            return renewedAt is DateTimeOffset to && generated + usual < to - Tolerance ? (lastHeard, to) : null;
        }
    }
}
