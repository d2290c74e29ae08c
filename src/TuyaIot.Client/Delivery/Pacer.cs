using System;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Compatibility;
using TuyaIot.Replies;

namespace TuyaIot.Delivery;

/// <summary>
/// Lets the requests of one action go at a pace, one after the other, whoever sends them. No limiter of
/// System.Threading.RateLimiting can change its rate while it runs.
/// </summary>
#pragma warning disable CA1001 // A pacer lives as long as its process, and a semaphore without a wait handle holds nothing to free.
internal sealed class Pacer(TimeProvider time)
#pragma warning restore CA1001
{
    /// <summary>The upper limit for a server's Retry-After; longer values are cut to it.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(60);

    /// <summary>After this time what was learned of the quota is of little use.</summary>
    private static readonly TimeSpan MaxIdle = TimeSpan.FromHours(1);

    private readonly object _gate = new();
    private readonly Pace _pace = new();
    private readonly long _start = time.GetTimestamp();

    /// <summary>Newcomers wait here, so that at most one of them is before a request that was throttled.</summary>
    private readonly SemaphoreSlim _newcomers = new(1, 1);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private double _usedAt;
    private bool _hasReply;

    /// <summary>Whether nobody has used it for long, nor waits for a turn that is far away.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return Now() - Math.Max(_usedAt, _pace.Due) > MaxIdle.TotalSeconds;
            }
        }
    }

    /// <summary>Waits for one's turn.</summary>
    /// <param name="requestsPerSecond">The rate that was asked for; 0 asks for none.</param>
    /// <param name="isRepeated">Whether the gateway throttled this request before; then it goes before newcomers.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When the turn came, for <see cref="Report"/>.</returns>
    public async Task<double> WaitAsync(double requestsPerSecond, bool isRepeated, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        double ceiling = ToCeiling(requestsPerSecond);
        lock (_gate)
        {
            double now = Now();
            _usedAt = now;
            if (_pace.IsFree(now, ceiling))
            {
                return now;
            }
        }

        if (isRepeated)
        {
            return await WaitForTurnAsync(ceiling, cancellationToken).ConfigureAwait(false);
        }

        await _newcomers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await WaitForTurnAsync(ceiling, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _newcomers.Release();
        }
    }

    /// <summary>Learns from a reply. A failure of the connection says nothing of the gateway's quota.</summary>
    public void Report(Verdict verdict, RpcReply reply, double releasedAt, double requestsPerSecond)
    {
        double ceiling = ToCeiling(requestsPerSecond);
        lock (_gate)
        {
            double now = Now();
            _usedAt = now;
            bool isThrottled = verdict.Reason is RejectionReason.Throttled;
            if (reply.Failure is null)
            {
                _pace.Report(now, releasedAt, isThrottled, ceiling);
            }

            if (isThrottled && reply.RetryAfter is TimeSpan wish)
            {
                _pace.Hold(now + Math.Min(wish.TotalSeconds, MaxRetryAfter.TotalSeconds));
            }

            if (!_hasReply)
            {
                // The first request opens the connection and may arrive late; the second must not come too close behind.
                _hasReply = true;
                _pace.HoldInterval(now, ceiling);
            }
        }
    }

    private async Task<double> WaitForTurnAsync(double ceiling, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            double releasedAt;
            while (!TryRelease(ceiling, out releasedAt, out double wait))
            {
                // Timers count whole milliseconds and round down, which would make the last one a busy wait. The turn may have
                // moved meanwhile, so it is asked for again.
                TimeSpan delay = TimeSpan.FromMilliseconds(Math.Ceiling(wait * 1000));
                await RuntimeCompat.Delay(time, delay, cancellationToken).ConfigureAwait(false);
            }

            return releasedAt;
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool TryRelease(double ceiling, out double now, out double wait)
    {
        lock (_gate)
        {
            now = Now();
            _usedAt = now;
            wait = _pace.Due - now;
            if (wait > 0)
            {
                return false;
            }

            _pace.Release(now, ceiling);
            return true;
        }
    }

    private static double ToCeiling(double requestsPerSecond) => requestsPerSecond > 0 ? requestsPerSecond : double.PositiveInfinity;

    private double Now() => time.GetElapsedTime(_start).TotalSeconds;
}
