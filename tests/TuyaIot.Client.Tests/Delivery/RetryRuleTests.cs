using System;
using System.Linq;
using TuyaIot.Delivery;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>Which causes are tried again, row by row, and after how long.</summary>
public sealed class RetryRuleTests
{
    // Reason, whether the reply corrected the clock, whether the user asked for Unknown to be sent again; tried again or not.
    public static TheoryData<int, bool, bool, bool> Rows => new()
    {
        { (int)RejectionReason.None, false, true, false },
        { (int)RejectionReason.Ambiguous, false, false, false },
        { (int)RejectionReason.Ambiguous, false, true, true },
        { (int)RejectionReason.Unreachable, false, false, true },
        { (int)RejectionReason.TlsFailed, false, true, false },
        { (int)RejectionReason.Stopped, false, true, false },
        { (int)RejectionReason.JournalWriteFailed, false, true, false },
        { (int)RejectionReason.Throttled, false, false, true },
        { (int)RejectionReason.WrongClock, false, true, false },
        { (int)RejectionReason.WrongClock, true, false, true },
        { (int)RejectionReason.UnknownKey, false, true, false },
        { (int)RejectionReason.WrongSecret, false, true, false },
        { (int)RejectionReason.AccessDenied, false, true, false },
        { (int)RejectionReason.Device, false, true, false },
        { (int)RejectionReason.Request, false, true, false },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_cause_is_tried_again_or_not(int cause, bool corrected, bool retryUnknown, bool retries)
    {
        RetryRule rule = new(retryUnknown, static () => 0);

        Assert.Equal(retries, rule.Retries(Attempt((RejectionReason)cause, corrected: corrected ? TimeSpan.FromHours(1) : null)));
    }

    [Fact]
    public void No_cause_is_without_a_row() =>
        Assert.Equal(Enum.GetValues<RejectionReason>().Select(cause => (int)cause), Rows.Select(row => row.Data.Item1).Distinct());

    [Theory]
    [InlineData((int)RejectionReason.Throttled, 0, 1)]
    [InlineData((int)RejectionReason.Throttled, 4, 16)]
    [InlineData((int)RejectionReason.Throttled, 5, 20)]
    [InlineData((int)RejectionReason.Throttled, 5000, 20)]
    [InlineData((int)RejectionReason.Ambiguous, 0, 1)]
    [InlineData((int)RejectionReason.Unreachable, 0, 0.1)]
    [InlineData((int)RejectionReason.Unreachable, 7, 12.8)]
    [InlineData((int)RejectionReason.Unreachable, 8, 20)]
    public void The_longest_backoff_doubles_up_to_20_seconds(int cause, int retries, double seconds)
    {
        RetryRule rule = new(retryUnknown: true, static () => 1);

        Assert.Equal(TimeSpan.FromSeconds(seconds), rule.Delay(Attempt((RejectionReason)cause), retries));
    }

    [Fact]
    public void The_dice_choose_anything_from_none_to_the_longest()
    {
        double random = 0;
        RetryRule rule = new(retryUnknown: false, () => random += 0.25);

        Assert.Equal([0.5, 1, 1.5], Enumerable.Range(0, 3).Select(_ => rule.Delay(Attempt(RejectionReason.Throttled), 1).TotalSeconds));
    }

    [Fact]
    public void A_corrected_clock_needs_no_wait_whatever_the_server_asks() =>
        Assert.Equal(TimeSpan.Zero, new RetryRule(false, static () => 1).Delay(Attempt(RejectionReason.WrongClock, wish: TimeSpan.FromSeconds(9)), 0));

    private static Attempt Attempt(RejectionReason reason, TimeSpan? corrected = null, TimeSpan? wish = null) =>
        new(Verdict.Refused(reason), new RpcReply { RetryAfter = wish }, DateTimeOffset.UnixEpoch, corrected);
}
