using System;
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.Retry;
using TuyaIot.Replies;
using TuyaIot.Signing;

namespace TuyaIot.Delivery;

/// <summary>
/// Carries one request out at most once and tells what became of it: waits for its turn, tries, and tries again only what was
/// refused for now or never sent.
/// </summary>
internal sealed class RequestDelivery
{
    private readonly GatewaySession _gateway;
    private readonly DeliveryOptions _options;
    private readonly ResiliencePipeline<Attempt> _retry;

    public RequestDelivery(GatewaySession gateway, DeliveryOptions options, Func<double> nextRandom)
    {
        _gateway = gateway;
        _options = options;
        _retry = CreateRetry(options, new RetryRule(options.RetryUnknown, nextRandom), gateway.Time);
    }

    /// <summary>Never throws for what a network, a gateway or a stop does.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="action">The action that the request is of.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent by then is sent.</param>
    public async Task<Outcome> DeliverAsync(RpcRequest request, ApiAction action, CancellationToken cancellationToken)
    {
        AttemptHistory history = new();
        long start = _gateway.Time.GetTimestamp();
        try
        {
            await _retry.ExecuteAsync(
                static (state, cancellation) => state.Delivery.TryAsync(state.Request, state.Action, state.History, cancellation),
                (Delivery: this, Request: request, Action: action, History: history),
                cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped while waiting: the attempts so far say what is known.
        }

        return history.Conclude(_gateway.Time.GetElapsedTime(start));
    }

    private static ResiliencePipeline<Attempt> CreateRetry(DeliveryOptions options, RetryRule rule, TimeProvider time) =>
        options.MaxAttempts == 1
            ? ResiliencePipeline<Attempt>.Empty
            : new ResiliencePipelineBuilder<Attempt> { TimeProvider = time }
                .AddRetry(new RetryStrategyOptions<Attempt>
                {
                    MaxRetryAttempts = options.MaxAttempts - 1,
                    ShouldHandle = args => new ValueTask<bool>(args.Outcome.Result is Attempt attempt && rule.Retries(attempt)),
                    DelayGenerator = args => new ValueTask<TimeSpan?>(rule.Delay(args.Outcome.Result!, args.AttemptNumber)),
                })
                .Build();

    private async ValueTask<Attempt> TryAsync(RpcRequest request, ApiAction action, AttemptHistory history, CancellationToken cancellationToken)
    {
        // Without retries there is no strategy that would look at it first.
        cancellationToken.ThrowIfCancellationRequested();
        Attempt attempt;
        if (_options.RequestsPerSecond > 0)
        {
            Pacer pacer = _gateway.PacerOf(action.Name);
            TimeSpan releasedAt = await pacer.WaitAsync(_options.RequestsPerSecond, cancellationToken).ConfigureAwait(false);
            attempt = await SendAsync(request, cancellationToken).ConfigureAwait(false);
            pacer.Report(attempt, releasedAt, _options.RequestsPerSecond);
        }
        else
        {
            attempt = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        history.Add(attempt);
        return attempt;
    }

    private async Task<Attempt> SendAsync(RpcRequest request, CancellationToken cancellationToken)
    {
        DateTimeOffset sentAt = _gateway.Time.GetUtcNow();
        long start = _gateway.Time.GetTimestamp();
        TimeSpan offset = _gateway.Clock.Offset;
        RpcReply reply = await _gateway.Client.SendAsync(request, sentAt + offset, cancellationToken).ConfigureAwait(false);
        TimeSpan latency = _gateway.Time.GetElapsedTime(start);
        Verdict verdict = Classifier.Classify(reply);
        TimeSpan? corrected = verdict.Reason is RejectionReason.WrongClock && reply.Date is DateTimeOffset date
            ? _gateway.Clock.Correct(date, offset)
            : null;
        return new Attempt(verdict, reply, sentAt, corrected, latency);
    }
}
