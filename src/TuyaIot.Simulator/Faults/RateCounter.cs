using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.Faults;

/// <summary>Counts requests against a rate, in one of three ways. The caller holds the gateway's lock.</summary>
internal abstract class RateCounter
{
    private RateCounter()
    {
    }

    internal static RateCounter Create(double perSecond, ThrottleCounting counting, bool countRefused) => counting switch
    {
        ThrottleCounting.LastSecond => new SlidingWindow(perSecond, countRefused),
        ThrottleCounting.FixedSecond => new FixedWindows(perSecond),
        _ => new TokenBucket(perSecond, countRefused),
    };

    /// <summary>Counts a request. Zero if it is within the rate, or else the time until one would be.</summary>
    internal abstract TimeSpan Count(DateTimeOffset now);

    /// <summary>How many requests a window takes. A rate below 1 has a longer window rather than a smaller number.</summary>
    private static int LimitOf(double perSecond) => (int)Math.Min(int.MaxValue, Math.Max(1, Math.Floor(perSecond)));

    private static TimeSpan WindowOf(double perSecond) =>
        TimeSpan.FromTicks((long)Math.Max(1, Math.Min(TimeSpan.TicksPerDay, LimitOf(perSecond) / perSecond * TimeSpan.TicksPerSecond)));

    private sealed class TokenBucket(double perSecond, bool countRefused) : RateCounter
    {
        private readonly double _capacity = Math.Max(1, perSecond);
        private double _tokens = Math.Max(1, perSecond);
        private DateTimeOffset? _filled;

        internal override TimeSpan Count(DateTimeOffset now)
        {
            // A clock that was set back adds no tokens and removes none.
            double seconds = Math.Max(0, (now - (_filled ?? now)).TotalSeconds);
            _tokens = Math.Min(_capacity, _tokens + (seconds * perSecond));
            _filled = now;
            if (_tokens >= 1)
            {
                _tokens--;
                return TimeSpan.Zero;
            }

            if (countRefused)
            {
                _tokens = 0;
            }

            return TimeSpan.FromSeconds(Math.Min((1 - _tokens) / perSecond, TimeSpan.FromDays(1).TotalSeconds));
        }
    }

    private sealed class SlidingWindow(double perSecond, bool countRefused) : RateCounter
    {
        private readonly int _limit = LimitOf(perSecond);
        private readonly TimeSpan _window = WindowOf(perSecond);
        private readonly Queue<DateTimeOffset> _counted = new();
        private DateTimeOffset _last;

        internal override TimeSpan Count(DateTimeOffset now)
        {
            if (now < _last)
            {
                // The clock was set back: times ahead of it would refuse everything until it has caught up.
                _counted.Clear();
            }

            _last = now;
            while (_counted.Count > 0 && now - _counted.Peek() >= _window)
            {
                _counted.Dequeue();
            }

            bool isAccepted = _counted.Count < _limit;
            if (!isAccepted && countRefused)
            {
                _counted.Dequeue();
            }

            if (isAccepted || countRefused)
            {
                _counted.Enqueue(now);
            }

            return isAccepted ? TimeSpan.Zero : _counted.Peek() + _window - now;
        }
    }

    /// <summary>Refused requests make no difference here: a full window stays full until it ends.</summary>
    private sealed class FixedWindows(double perSecond) : RateCounter
    {
        private readonly int _limit = LimitOf(perSecond);
        private readonly TimeSpan _window = WindowOf(perSecond);
        private long _number;
        private int _count;

        internal override TimeSpan Count(DateTimeOffset now)
        {
            long number = now.UtcTicks / _window.Ticks;
            _count = number == _number ? _count + 1 : 1;
            _number = number;
            return _count <= _limit ? TimeSpan.Zero : TimeSpan.FromTicks(((number + 1) * _window.Ticks) - now.UtcTicks);
        }
    }
}
