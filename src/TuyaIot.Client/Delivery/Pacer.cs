using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Compatibility;

namespace TuyaIot.Delivery;

/// <summary>
/// Lets requests go at an even pace, one after the other. A bucket that lets a burst through would be refused by a gateway
/// that counts each second, and no limiter of System.Threading.RateLimiting can change its rate while it runs.
/// </summary>
#pragma warning disable CA1001 // A pacer lives as long as its process, and a semaphore without a wait handle holds nothing to free.
internal sealed class Pacer(TimeProvider time)
#pragma warning restore CA1001
{
    /// <summary>A little slower than asked for: ten requests that arrive a few milliseconds apart from plan still fit ten a second.</summary>
    private const double Stretch = 1.005;

    /// <summary>How much closer than planned a request may follow one that left late.</summary>
    private const double CatchUp = 0.5;

    /// <summary>How many requests that are late are caught up with; after a pause there is nothing to catch up with.</summary>
    private const double LongestDebt = 3;

    /// <summary>How many of the last requests are looked back at.</summary>
    private const int LongestWindow = 100;

    private readonly object _gate = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly long _start = time.GetTimestamp();
    private readonly AdaptiveRate _rate = new();
    private readonly Queue<TimeSpan> _released = new();
    private TimeSpan _next;
    private bool _answered;

    /// <summary>Waits for one's turn.</summary>
    /// <returns>When the turn came.</returns>
    public async Task<TimeSpan> WaitAsync(double requestsPerSecond, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // A refusal meanwhile may have moved the turn further away.
            while (Remaining() is TimeSpan remaining && remaining > TimeSpan.Zero)
            {
                await RuntimeCompat.Delay(time, WholeMilliseconds(remaining), cancellationToken).ConfigureAwait(false);
            }

            return Release(requestsPerSecond);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Learns from a reply.</summary>
    public void Report(Attempt attempt, TimeSpan releasedAt, double requestsPerSecond)
    {
        lock (_gate)
        {
            TimeSpan now = Now();
            if (attempt.Verdict.Reason is RejectionReason.Throttled)
            {
                _rate.Refused(now, releasedAt, requestsPerSecond);
                TimeSpan wish = attempt.Reply.RetryAfter ?? TimeSpan.Zero;
                Push(now + (wish < RetryRule.MaxRetryAfter ? wish : RetryRule.MaxRetryAfter));
            }

            if (!_answered)
            {
                // The first request opens the connection and may arrive late; the second must not come too close behind.
                _answered = true;
                Push(now + Interval(now, requestsPerSecond));
            }
        }
    }

    private TimeSpan Remaining()
    {
        lock (_gate)
        {
            return _next - Now();
        }
    }

    /// <summary>
    /// The next request is due an interval after this one was due, so that one which leaves late costs nothing; but never so soon
    /// that a gateway which counts a second's worth of requests would see one too many.
    /// </summary>
    private TimeSpan Release(double requestsPerSecond)
    {
        lock (_gate)
        {
            TimeSpan now = Now();
            TimeSpan interval = Interval(now, requestsPerSecond);
            int window = (int)Math.Min(LongestWindow, Math.Max(1, Math.Round(Stretch / interval.TotalSeconds)));
            _released.Enqueue(now);
            while (_released.Count > window)
            {
                _released.Dequeue();
            }

            Push(now - Times(interval, LongestDebt));
            _next += interval;
            Push(now + Times(interval, CatchUp));
            if (_released.Count == window)
            {
                Push(_released.Peek() + Times(interval, window));
            }

            return now;
        }
    }

    private static TimeSpan Times(TimeSpan interval, double factor) => TimeSpan.FromTicks((long)(interval.Ticks * factor));

    /// <summary>Timers count whole milliseconds and round down, which would make the last one a busy wait.</summary>
    private static TimeSpan WholeMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));

    private void Push(TimeSpan earliest) => _next = _next > earliest ? _next : earliest;

    private TimeSpan Interval(TimeSpan now, double requestsPerSecond) =>
        TimeSpan.FromSeconds(Stretch / _rate.At(now, requestsPerSecond));

    private TimeSpan Now() => time.GetElapsedTime(_start);
}
