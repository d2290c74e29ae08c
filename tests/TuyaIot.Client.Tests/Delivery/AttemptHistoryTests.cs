using System;
using System.Collections.Generic;
using TuyaIot.Delivery;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>What several attempts come to together.</summary>
public sealed class AttemptHistoryTests
{
    private static readonly DateTimeOffset Start = new(2024, 11, 19, 10, 15, 0, TimeSpan.Zero);

    private static readonly Dictionary<char, Verdict> Verdicts = new()
    {
        ['A'] = Verdict.Accepted,
        ['U'] = Verdict.Unknown,
        ['T'] = Verdict.Refused(RejectionReason.Throttled),
        ['C'] = Verdict.Refused(RejectionReason.Unreachable),
        ['D'] = Verdict.Refused(RejectionReason.Device),
        ['S'] = Verdict.Refused(RejectionReason.Stopped),
    };

    /// <summary>Attempts that never reached the wire.</summary>
    private const string NeverSent = "CS";

    [Theory]
    [InlineData("", 'S', 0, null)]
    [InlineData("A", 'A', 1, 0)]
    [InlineData("U", 'U', 1, 0)]
    [InlineData("D", 'D', 1, 0)]
    [InlineData("C", 'C', 1, null)]
    [InlineData("TTA", 'A', 3, 2)]
    [InlineData("CCA", 'A', 3, 2)]
    [InlineData("TC", 'C', 2, 0)]
    [InlineData("TU", 'U', 2, 1)]
    [InlineData("UA", 'A', 2, 1)]
    [InlineData("UD", 'U', 2, 1)]
    [InlineData("UT", 'U', 2, 1)]
    [InlineData("UC", 'U', 2, 0)]
    [InlineData("US", 'U', 2, 0)]
    [InlineData("UTD", 'U', 3, 2)]
    [InlineData("TUTA", 'A', 4, 3)]
    public void Each_sequence_of_attempts_comes_to_one_verdict(string attempts, char verdict, int count, int? lastSent)
    {
        AttemptHistory history = new();
        for (int i = 0; i < attempts.Length; i++)
        {
            history.Add(Attempt(attempts[i], i));
        }

        Outcome outcome = history.Conclude(TimeSpan.FromSeconds(7));

        Assert.Equal((Verdicts[verdict], count, TimeSpan.FromSeconds(7)), (outcome.Verdict, outcome.Attempts, outcome.Duration));
        Assert.Equal(lastSent is int sent ? Start.AddSeconds(sent) : null, outcome.SentAt);
    }

    [Fact]
    public void The_reply_is_the_last_one()
    {
        AttemptHistory history = new();
        history.Add(Attempt('U', 0) with { Reply = new RpcReply { Code = "first" } });
        history.Add(Attempt('D', 1) with { Reply = new RpcReply { Code = "last" } });

        Assert.Equal("last", history.Conclude(TimeSpan.Zero).Reply.Code);
    }

    [Fact]
    public void Without_an_attempt_the_reply_says_that_nothing_was_sent()
    {
        Outcome outcome = new AttemptHistory().Conclude(TimeSpan.Zero);

        Assert.Equal(new { Kind = TransportFailureKind.Stopped, Sent = false }, new { outcome.Reply.Failure!.Kind, outcome.Reply.Failure.Sent });
        Assert.NotNull(outcome.Reply.ErrorMessage);
    }

    [Theory]
    [InlineData("A", 0, 0)]
    [InlineData("TTA", 2, 2)]
    [InlineData("TUT", 2, 2)]
    [InlineData("CA", 1, 0)]
    [InlineData("TC", null, 1)]
    public void The_latency_is_that_of_the_last_attempt_and_throttled_ones_are_counted(string attempts, int? latency, int throttled)
    {
        AttemptHistory history = new();
        for (int i = 0; i < attempts.Length; i++)
        {
            history.Add(Attempt(attempts[i], i));
        }

        Outcome outcome = history.Conclude(TimeSpan.FromSeconds(7));

        Assert.Equal((latency, throttled), ((int?)outcome.Latency?.TotalMilliseconds, outcome.Throttled));
    }

    [Fact]
    public void A_corrected_clock_is_told_whatever_came_after()
    {
        AttemptHistory history = new();
        history.Add(Attempt('T', 0) with { CorrectedClock = TimeSpan.FromHours(3) });
        history.Add(Attempt('A', 1));

        Assert.Equal(TimeSpan.FromHours(3), history.Conclude(TimeSpan.Zero).CorrectedClock);
    }

    private static Attempt Attempt(char verdict, int second)
    {
        TransportFailure? failure = NeverSent.Contains(verdict)
            ? new TransportFailure(TransportFailureKind.ConnectionFailed, Sent: false, "No.")
            : null;
        return new Attempt(Verdicts[verdict], new RpcReply { Failure = failure }, Start.AddSeconds(second), null, TimeSpan.FromMilliseconds(second));
    }
}
