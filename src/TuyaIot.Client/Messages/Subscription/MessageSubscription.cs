using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Amqp;
using Amqp.Framing;
using TuyaIot.Compatibility;

namespace TuyaIot.Messages.Subscription;

/// <summary>
/// Reads the messages of a consumer group over AMQP 1.0. It keeps a link up: where the gateway ends it, goes silent or vanishes, another
/// connection is made, signed anew.
/// </summary>
internal sealed class MessageSubscription : IMessageStream
{
    /// <summary>How often the first connection is tried. Later ones are tried for ever.</summary>
    private const int MaxFirstAttempts = 3;

    private const int MaxOutages = 100;

    /// <summary>How often it is looked whether the link is still up, beside the events that say so.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <summary>A link that ends sooner was refused.</summary>
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(10);

    private readonly SubscriptionOptions _options;
    private readonly TimeProvider _time;
    private readonly IDisposable? _groupLock;
    private readonly LinkFailure _failure;
    private readonly Reconnection _reconnection;
    private readonly DeliveryTable _deliveries = new();
    private readonly Channel<OpenDelivery> _queue = Channel.CreateUnbounded<OpenDelivery>();
    private readonly CancellationTokenSource _stop = new();
    private readonly object _gate = new();
    private readonly Queue<LinkOutage> _outages = new();
    private readonly SilenceMonitor _silence;
    private readonly Task _run;
    private Task<bool>? _ready;
    private MessageLink? _link;
    private DateTimeOffset? _attachedSince;
    private bool _isDisposed;

    /// <param name="options">Where messages come from.</param>
    /// <param name="time">The clock.</param>
    /// <param name="nextRandom">Numbers from 0 up to 1.</param>
    /// <param name="groupLock">What keeps other readers away; disposed with this.</param>
    public MessageSubscription(SubscriptionOptions options, TimeProvider time, Func<double> nextRandom, IDisposable? groupLock)
    {
        _options = options;
        _time = time;
        _groupLock = groupLock;
        _failure = new LinkFailure(options);
        _reconnection = new Reconnection(nextRandom);
        _silence = new SilenceMonitor(time, options.MaxSilence);
        _run = Task.Run(RunAsync);
    }

    public DateTimeOffset? AttachedSince
    {
        get
        {
            lock (_gate)
            {
                return _attachedSince;
            }
        }
    }

    public async Task<MessageDelivery?> ReceiveAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        OpenDelivery? next;
        while (!_queue.Reader.TryRead(out next))
        {
            // One wait outlives the calls that wait for it in vain.
            _ready ??= _queue.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
            try
            {
                if (!await _ready.WaitAsync(timeout, _time, cancellationToken).ConfigureAwait(false))
                {
                    return null;
                }
            }
            catch (TimeoutException)
            {
                return null;
            }

            _ready = null;
        }

        return next;
    }

    public IReadOnlyList<LinkOutage> TakeOutages()
    {
        lock (_gate)
        {
            if (_outages.Count == 0)
            {
                return [];
            }

            LinkOutage[] taken = [.. _outages];
            _outages.Clear();
            return taken;
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        if (_link is MessageLink link)
        {
            await link.CloseAsync(_deliveries.ReleaseAll).ConfigureAwait(false);
        }

        _queue.Writer.TryComplete();
        _stop.Dispose();
        _groupLock?.Dispose();
    }

    /// <summary>Ends without an exception, whatever happens; what ends the reading is the last that the queue gives.</summary>
    private async Task RunAsync()
    {
        try
        {
            await KeepLinkAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The reader has ended.
        }
#pragma warning disable CA1031 // Nobody waits for this task before the end; the reader gets the exception.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _queue.Writer.TryComplete(exception);
        }
    }

    private async Task KeepLinkAsync(CancellationToken cancellationToken)
    {
        Break? lost = null;
        while (true)
        {
            MessageLink link = await ConnectAsync(isFirst: lost is null, cancellationToken).ConfigureAwait(false);
            DateTimeOffset from = BeginLink(link, lost);
            string? reason = await WatchAsync(link, cancellationToken).ConfigureAwait(false);
            if (reason is null)
            {
                // A new connection is the only way to see whether a quiet gateway still delivers. Nothing is in hand now.
                await link.CloseAsync(_deliveries.ReleaseAll).ConfigureAwait(false);
                _silence.Renew();
                lost = new Break(_time.GetUtcNow(), null);
                continue;
            }

            lost = EndLink(reason);
            _reconnection.Report(_time.GetUtcNow() - from);
            await link.CloseAsync(static () => { }).ConfigureAwait(false);
            await RuntimeCompat.Delay(_time, _reconnection.Next(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tries until there is a link.</summary>
    /// <exception cref="MessageStreamException">No further attempt would help.</exception>
    private async Task<MessageLink> ConnectAsync(bool isFirst, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await MessageLink.AttachAsync(_options, _time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (_failure.FindEnd(exception) is MessageStreamException end)
                {
                    throw end;
                }

                if (isFirst && attempt == MaxFirstAttempts)
                {
                    throw _failure.Unreachable(_failure.Describe(exception));
                }
            }

            lock (_gate)
            {
                // A renewal that fails is a break from here on.
                _attachedSince = null;
            }

            await RuntimeCompat.Delay(_time, _reconnection.Next(), cancellationToken).ConfigureAwait(false);
        }
    }

    private DateTimeOffset BeginLink(MessageLink link, Break? lost)
    {
        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            bool isRenewal = lost is { Reason: null } && _attachedSince is not null;
            if (lost is not null && !isRenewal)
            {
                AddOutage(new LinkOutage(lost.From, now, lost.Reason ?? "the connection could not be renewed"));
            }

            _attachedSince = isRenewal ? _attachedSince : now;
            _link = link;
        }

        _silence.Begin();
        link.Start(Take);
        return now;
    }

    private Break EndLink(string reason)
    {
        lock (_gate)
        {
            _link = null;
            _attachedSince = null;
        }

        // What nobody has seen comes again. What is in hand stays there: its copy is settled with it.
        while (_queue.Reader.TryRead(out OpenDelivery? unseen))
        {
            _deliveries.Forget(unseen);
        }

        return new Break(_time.GetUtcNow(), reason);
    }

    /// <summary>Returns when the link has ended, with the reason; null where it has been silent for so long that it must be made anew.</summary>
    private async Task<string?> WatchAsync(MessageLink link, CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        bool isClosed = false;
        while (!link.Ended.IsCompleted && !isClosed)
        {
            // A link that was closed a moment ago has until the next look to say why.
            isClosed = link.IsClosed;
            await Task.WhenAny(link.Ended, RuntimeCompat.Delay(_time, LookInterval, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (_silence.IsTooLong(isWaiting: _deliveries.Count == 0))
            {
                return null;
            }
        }

        if (!link.Ended.IsCompleted)
        {
            return "nothing came from the gateway, not even a sign of life";
        }

        Error? error = await link.Ended.ConfigureAwait(false);
        if (_time.GetElapsedTime(start) < ShortLife && _failure.FindEnd(error) is MessageStreamException end)
        {
            throw end;
        }

        return _failure.Describe(error);
    }

    /// <summary>Runs on the library's thread, where an exception would end the connection.</summary>
    private void Take(MessageLink link, Message message)
    {
        DeviceMessage parsed = MessageDecoder.Decode(message);
        lock (_gate)
        {
            if (_isDisposed || link != _link)
            {
                link.Release(message);
                return;
            }

            if (_silence.Hear(parsed.GeneratedAt) is (DateTimeOffset from, DateTimeOffset to))
            {
                _attachedSince = to;
                AddOutage(new LinkOutage(from, to, "the gateway gave no messages, although the link was up"));
            }

            if (_deliveries.Add(link, message, parsed) is OpenDelivery delivery)
            {
                _queue.Writer.TryWrite(delivery);
            }
        }
    }

    private void AddOutage(LinkOutage outage)
    {
        _outages.Enqueue(outage);
        if (_outages.Count > MaxOutages)
        {
            _outages.Dequeue();
        }
    }

    /// <summary>The loss of a link.</summary>
    /// <param name="From">When it was seen.</param>
    /// <param name="Reason">Why; null where it was ended from here to make a new one.</param>
    private sealed record Break(DateTimeOffset From, string? Reason);
}
