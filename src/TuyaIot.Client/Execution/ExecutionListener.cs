using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Messages;

namespace TuyaIot.Execution;

/// <summary>Reads a stream of messages in the background and hands each to the tracker. Dispose ends it and gives the stream back.</summary>
/// <param name="stream">The stream. It is disposed of with this.</param>
/// <param name="tracker">Takes the messages.</param>
/// <param name="time">The time.</param>
internal sealed class ExecutionListener(IMessageStream stream, ExecutionTracker tracker, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan ReadTime = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly ConcurrentQueue<LinkOutage> _outages = new();
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
                if (delivery is null)
                {
                    tracker.Rest(time.GetUtcNow());
                    continue;
                }

                // What it settles is in the journal by then, so that a message that is settled is not lost with the process.
                tracker.Hear(delivery.Message, time.GetUtcNow());
                delivery.Settle();
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
}
