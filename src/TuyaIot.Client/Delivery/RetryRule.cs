using System;

namespace TuyaIot.Delivery;

/// <summary>What is tried again, and after how long: exponential backoff with full jitter, unless the server said how long.</summary>
/// <param name="retryUnknown">Whether the user asked for what may have been carried out to be sent again.</param>
/// <param name="nextRandom">Numbers from 0 up to 1.</param>
internal sealed class RetryRule(bool retryUnknown, Func<double> nextRandom)
{
    /// <summary>The longest wish of a server that is obeyed: past this, a run had better fail and say so.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ConnectionBase = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ThrottlingBase = TimeSpan.FromSeconds(1);

    public bool Retries(Attempt attempt) => attempt.Verdict.Reason switch
    {
        RejectionReason.Throttled or RejectionReason.Unreachable => true,
        RejectionReason.WrongClock => attempt.CorrectedClock is not null,
        RejectionReason.Ambiguous => retryUnknown,
        _ => false,
    };

    /// <param name="attempt">What came of the last try.</param>
    /// <param name="retries">How many retries there were before, from 0.</param>
    public TimeSpan Delay(Attempt attempt, int retries)
    {
        if (attempt.Verdict.Reason is RejectionReason.WrongClock)
        {
            return TimeSpan.Zero;
        }

        if (attempt.Reply.RetryAfter is TimeSpan wish)
        {
            return wish < MaxRetryAfter ? wish : MaxRetryAfter;
        }

        TimeSpan start = attempt.Verdict.Reason is RejectionReason.Unreachable ? ConnectionBase : ThrottlingBase;
        double longest = Math.Min(MaxBackoff.TotalSeconds, start.TotalSeconds * Math.Pow(2, retries));
        return TimeSpan.FromSeconds(longest * nextRandom());
    }
}
