using System;
using TuyaIot.Replies;

namespace TuyaIot.Delivery;

/// <summary>The attempts of one request, and what they come to together.</summary>
internal sealed class AttemptHistory
{
    private static readonly RpcReply NothingSent = new()
    {
        Failure = new TransportFailure(TransportFailureKind.Stopped, Sent: false, StoppedMessage),
        ErrorMessage = StoppedMessage,
    };

    private const string StoppedMessage = "The run was stopped before this was sent.";

    private Attempt? _last;
    private int _count;
    private int _throttled;
    private bool _mayHaveRun;
    private DateTimeOffset? _sentAt;
    private TimeSpan? _correctedClock;

    public void Add(Attempt attempt)
    {
        _last = attempt;
        _count++;
        _throttled += attempt.Verdict.Reason is RejectionReason.Throttled ? 1 : 0;
        _mayHaveRun |= attempt.Verdict.Status is DeliveryStatus.Unknown;
        _sentAt = attempt.Reply.Failure is { Sent: false } ? _sentAt : attempt.SentAt;
        _correctedClock = attempt.CorrectedClock ?? _correctedClock;
    }

    public Outcome Conclude(TimeSpan duration)
    {
        if (_last is null)
        {
            return new Outcome(Verdict.Refused(RejectionReason.Stopped), NothingSent, 0, null, duration);
        }

        Verdict verdict = _mayHaveRun ? _last.Verdict.AfterLostAnswer() : _last.Verdict;
        TimeSpan? latency = _last.Reply.Failure is { Sent: false } ? null : _last.Latency;
        return new Outcome(verdict, _last.Reply, _count, _sentAt, duration, _correctedClock, latency, _throttled);
    }
}
