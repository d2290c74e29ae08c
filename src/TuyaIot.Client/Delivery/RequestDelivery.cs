using System;
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.Retry;
using TuyaIot.Replies;
using TuyaIot.Signing;

namespace TuyaIot.Delivery;

/// <summary>
/// Carries one request to its outcome. A command is carried out at most once: only what was refused for now or never sent is
/// tried again. A query is tried again after a lost reply as well.
/// </summary>
internal sealed class RequestDelivery
{
    private readonly GatewaySession _gateway;
    private readonly DeliveryOptions _options;
    private readonly ResiliencePipeline<Attempt> _retry;
    private volatile bool _isThrottled;

    /// <param name="gateway">Where requests go.</param>
    /// <param name="options">What the user asked for.</param>
    /// <param name="nextRandom">Numbers from 0 up to 1 for the backoff; null takes Polly's own.</param>
    public RequestDelivery(GatewaySession gateway, DeliveryOptions options, Func<double>? nextRandom = null)
    {
        _gateway = gateway;
        _options = options;
        _retry = CreateRetry(options, gateway.Time, nextRandom);
    }

    /// <summary>Whether the latest reply to any request was "too many requests".</summary>
    public bool IsThrottled => _isThrottled;

    /// <summary>Never throws, whatever a network, a gateway, a stop or a mistake of ours does.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="action">The action that the request is of.</param>
    /// <param name="record">Keeps what is known of it meanwhile; null for none.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent by then is sent.</param>
    public async Task<Outcome> DeliverAsync(RpcRequest request, ApiAction action, IRequestRecord? record, CancellationToken cancellationToken)
    {
        OutcomeBuilder outcome = new(action, _gateway.Time, record);
        try
        {
            await _retry.ExecuteAsync(
                static (state, cancellation) => state.Delivery.TryAsync(state.Request, state.Outcome, cancellation),
                (Delivery: this, Request: request, Outcome: outcome),
                cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !outcome.IsSending)
        {
            // Stopped while waiting: the attempts so far say what is known.
        }
#pragma warning disable CA1031 // Whatever it is, it must not take the outcomes of other requests with it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            outcome.Fail(exception);
        }

        return outcome.Build();
    }

    private static ResiliencePipeline<Attempt> CreateRetry(DeliveryOptions options, TimeProvider time, Func<double>? nextRandom)
    {
        if (options.MaxAttempts == 1)
        {
            return ResiliencePipeline<Attempt>.Empty;
        }

        RetryStrategyOptions<Attempt> retry = new()
        {
            MaxRetryAttempts = options.MaxAttempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(500),
            MaxDelay = TimeSpan.FromSeconds(20),
            ShouldHandle = args => new ValueTask<bool>(args.Outcome.Result is Attempt attempt && Retries(attempt, options)),
            DelayGenerator = static args => new ValueTask<TimeSpan?>(FixedDelay(args.Outcome.Result!)),
        };
        retry.Randomizer = nextRandom ?? retry.Randomizer;
        return new ResiliencePipelineBuilder<Attempt> { TimeProvider = time }.AddRetry(retry).Build();
    }

    private static bool Retries(Attempt attempt, DeliveryOptions options) => attempt.Verdict.Reason switch
    {
        RejectionReason.Unreachable => true,
        RejectionReason.WrongClock => attempt.CorrectedClock is not null,
        RejectionReason.Ambiguous => attempt.IsQuery || options.RetryUnknown,
        _ => false,
    };

    /// <summary>The delay where it is not the backoff's: none after the clock was corrected, else what the server asks for.</summary>
    private static TimeSpan? FixedDelay(Attempt attempt) =>
        attempt.Verdict.Reason is RejectionReason.WrongClock ? TimeSpan.Zero : Cut(attempt.Reply.RetryAfter);

    private static TimeSpan? Cut(TimeSpan? retryAfter) => retryAfter > Pacer.MaxRetryAfter ? Pacer.MaxRetryAfter : retryAfter;

    /// <summary>
    /// One attempt as the retry counts it. A throttled one waits for its turn again, which is a matter of the pace: it neither
    /// counts nor backs off.
    /// </summary>
    private async ValueTask<Attempt> TryAsync(RpcRequest request, OutcomeBuilder outcome, CancellationToken cancellationToken)
    {
        Pacer pacer = _gateway.PacerOf(outcome.Action.Name);
        double requestsPerSecond = _options.RequestsPerSecond ?? outcome.Action.RequestsPerSecond;
        long? throttledSince = null;
        while (true)
        {
            long start = _gateway.Time.GetTimestamp();
            double releasedAt = await pacer
                .WaitAsync(requestsPerSecond, isRepeated: throttledSince is not null, cancellationToken).ConfigureAwait(false);
            outcome.Send(waited: _gateway.Time.GetElapsedTime(start));
            Attempt attempt = await SendAsync(request, outcome.Action, cancellationToken).ConfigureAwait(false);
            outcome.Add(attempt);
            pacer.Report(attempt.Verdict, attempt.Reply, releasedAt, requestsPerSecond);
            _isThrottled = attempt.Verdict.Reason is RejectionReason.Throttled;
            if (attempt.Verdict.Reason is not RejectionReason.Throttled)
            {
                return attempt;
            }

            throttledSince ??= _gateway.Time.GetTimestamp();
            if (_gateway.Time.GetElapsedTime(throttledSince.Value) >= _options.MaxThrottledTime)
            {
                return attempt;
            }
        }
    }

    private async Task<Attempt> SendAsync(RpcRequest request, ApiAction action, CancellationToken cancellationToken)
    {
        DateTimeOffset sentAt = _gateway.Time.GetUtcNow();
        long start = _gateway.Time.GetTimestamp();
        TimeSpan offset = _gateway.Clock.Offset;
        DateTimeOffset timestamp = GatewayClock.Shift(sentAt, offset);
        RpcReply reply = await _gateway.Client.SendAsync(request, timestamp, cancellationToken).ConfigureAwait(false);
        TimeSpan latency = _gateway.Time.GetElapsedTime(start);
        Verdict verdict = Classifier.Classify(reply);
        if (verdict.Status is DeliveryStatus.Accepted && action.Judge is not null)
        {
            (verdict, reply) = action.Judge(reply);
        }

        TimeSpan? corrected = verdict.Reason is RejectionReason.WrongClock && reply.Date is DateTimeOffset date
            ? _gateway.Clock.Correct(date, offset)
            : null;
        return new Attempt(verdict, reply, sentAt, latency, corrected, action.IsQuery);
    }

    /// <summary>What came of trying a request once.</summary>
    private sealed record Attempt(
        Verdict Verdict, RpcReply Reply, DateTimeOffset SentAt, TimeSpan Latency, TimeSpan? CorrectedClock, bool IsQuery);

    /// <summary>Gathers the attempts of one request and says what they come to together.</summary>
    private sealed class OutcomeBuilder(ApiAction action, TimeProvider time, IRequestRecord? record)
    {
        private const string StoppedMessage = "The run was stopped before this was sent.";

        private static readonly Outcome NothingSent = new(
            Verdict.Refused(RejectionReason.Stopped),
            new RpcReply
            {
                Failure = new TransportFailure(TransportFailureKind.Stopped, Sent: false, StoppedMessage),
                ErrorMessage = StoppedMessage,
            },
            Attempts: 0,
            SentAt: null,
            Duration: TimeSpan.Zero);

        private readonly long _start = time.GetTimestamp();
        private Outcome _outcome = NothingSent;
        private bool _mayHaveRun;

        public ApiAction Action { get; } = action;

        public bool IsSending { get; private set; }

        public void Send(TimeSpan waited)
        {
            record?.Sending();
            IsSending = true;
            _outcome = _outcome with { Waited = _outcome.Waited + waited };
        }

        public void Add(Attempt attempt)
        {
            bool sent = attempt.Reply.Failure is not { Sent: false };
            IsSending = false;
            _mayHaveRun |= attempt.Verdict.Status is DeliveryStatus.Unknown && !attempt.IsQuery;
            _outcome = _outcome with
            {
                Verdict = attempt.Verdict,
                Reply = attempt.Reply,
                Attempts = _outcome.Attempts + 1,
                SentAt = sent ? attempt.SentAt : _outcome.SentAt,
                CorrectedClock = attempt.CorrectedClock ?? _outcome.CorrectedClock,
                Latency = sent ? attempt.Latency : null,
                Throttled = _outcome.Throttled + (attempt.Verdict.Reason is RejectionReason.Throttled ? 1 : 0),
            };
            if (!_mayHaveRun && attempt.Verdict.Reason is RejectionReason.Throttled or RejectionReason.Unreachable or RejectionReason.WrongClock)
            {
                record?.Refused(attempt.Reply);
            }
        }

        /// <summary>An attempt under way may have reached the gateway; before that nothing was sent.</summary>
        public void Fail(Exception exception)
        {
            string message = LogSanitizer.Clean($"{exception.GetType().Name}: {exception.Message}")!;
            Add(new Attempt(
                IsSending ? Verdict.Unknown : Verdict.Refused(RejectionReason.Request),
                new RpcReply
                {
                    Failure = new TransportFailure(TransportFailureKind.ConnectionLost, IsSending, message),
                    ErrorMessage = message,
                },
                time.GetUtcNow(),
                Latency: TimeSpan.Zero,
                CorrectedClock: null,
                Action.IsQuery));
        }

        public Outcome Build() => _outcome with
        {
            Verdict = _mayHaveRun ? _outcome.Verdict.AfterLostAnswer() : _outcome.Verdict,
            Duration = time.GetElapsedTime(_start),
        };
    }
}
