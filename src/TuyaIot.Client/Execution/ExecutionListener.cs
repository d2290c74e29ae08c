using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Messages;

namespace TuyaIot.Execution;

/// <summary>
/// Reads a stream of messages in the background and hands each to the tracker. Dispose ends it and gives the stream back. A message is
/// settled when a kill can lose nothing of it any more: what it says is in the journal, or no command can be meant. A device may reply
/// before the gateway's reply to the call comes, so a message that no command explains yet is settled a while later.
/// </summary>
/// <param name="stream">The stream. It is disposed of with this.</param>
/// <param name="tracker">Takes the messages.</param>
/// <param name="time">The time.</param>
internal sealed class ExecutionListener(IMessageStream stream, ExecutionTracker tracker, TimeProvider time) : IDisposable
{
    /// <summary>How many messages may wait for their command: half a second of the documented 1,000 messages a second.</summary>
    public const int MaxHeld = 500;

    /// <summary>How long a message may wait for its command. The gateway pushes a message again after 30 seconds.</summary>
    public static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ReadTime = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly ConcurrentQueue<LinkOutage> _outages = new();
    private readonly Queue<(MessageDelivery Delivery, DateTimeOffset Until)> _held = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>Why no message can be read; null while some can.</summary>
    public Exception? Fault { get; private set; }

    public void Start() => _reading = Task.Run(ReadAsync);

    /// <summary>The breaks of the link that have ended and were not told yet.</summary>
    public bool TryTakeOutage(out LinkOutage? outage) => _outages.TryDequeue(out outage);

    public void Dispose()
    {
        _cancellation.Cancel();
        _reading.GetAwaiter().GetResult();
        SettleHeld(time.GetUtcNow());
        stream.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _cancellation.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (!_cancellation.IsCancellationRequested)
            {
                MessageDelivery? delivery = await stream.ReceiveAsync(ReadTime, _cancellation.Token).ConfigureAwait(false);
                foreach (LinkOutage outage in stream.TakeOutages())
                {
                    _outages.Enqueue(outage);
                }

                tracker.Attach(stream.AttachedSince);
                DateTimeOffset now = time.GetUtcNow();
                if (delivery is null)
                {
                    tracker.Rest(now);
                }
                else if (tracker.Hear(delivery.Message, now))
                {
                    _held.Enqueue((delivery, now + HoldTime));
                }
                else
                {
                    delivery.Settle();
                }

                SettleHeld(now);
            }
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // The wait is over.
        }
#pragma warning disable CA1031 // It ends the wait, on the thread of the cmdlet.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fault = exception;
            tracker.Attach(null);
        }
    }

    private void SettleHeld(DateTimeOffset now)
    {
        while (_held.Count > 0 && (_held.Count > MaxHeld || _held.Peek().Until <= now || tracker.IsComplete))
        {
            _held.Dequeue().Delivery.Settle();
        }
    }
}
