using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Api;
using TuyaIot.Progress;

namespace TuyaIot.Pipeline;

/// <summary>
/// Calls whose replies are read: a few in flight, their replies handled in the order of the calls. Only the pipeline thread touches
/// it. Dispose cancels and joins, so that nothing runs after it.
/// </summary>
/// <param name="client">Sends the calls.</param>
/// <param name="limit">The most calls in flight.</param>
/// <param name="whileWaiting">Called now and then while a reply is waited for.</param>
/// <param name="cancellationToken">Ends the calls in flight.</param>
internal sealed class RequestQueue(IotClient client, int limit, Action whileWaiting, CancellationToken cancellationToken) : IDisposable
{
    private readonly Queue<(Task Reply, Action Handle)> _inFlight = new();
    private readonly CancellationTokenSource _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private bool _hasVerdict;

    /// <summary>Sends a call. Handles replies that are there, and waits for one where too many calls are in flight.</summary>
    public void Add<TReply>(ApiCall<TReply> call, Action<ApiResult<TReply>> handle)
        where TReply : class
    {
        // The first call goes alone: where the secret is wrong, one request has found out.
        while (_inFlight.Count >= (_hasVerdict ? limit : 1))
        {
            HandleNext();
        }

        Task<ApiResult<TReply>> reply = Task.Run(() => client.SendAsync(call, _cancellation.Token), CancellationToken.None);
        _inFlight.Enqueue((reply, () => handle(reply.GetAwaiter().GetResult())));
        while (_inFlight.Count > 0 && _inFlight.Peek().Reply.IsCompleted)
        {
            HandleNext();
        }
    }

    /// <summary>Waits for every reply.</summary>
    public void Complete()
    {
        while (_inFlight.Count > 0)
        {
            HandleNext();
        }
    }

    public void Dispose()
    {
        _cancellation.Cancel();
        while (_inFlight.Count > 0)
        {
            // A client never throws, and what it would say now is of no use any more.
            _inFlight.Dequeue().Reply.Wait();
        }

        _cancellation.Dispose();
    }

    /// <summary>Waits for the oldest reply and handles it.</summary>
    public void HandleNext()
    {
        (Task reply, Action handle) = _inFlight.Peek();
        while (!reply.Wait((int)ThrottleNotice.Interval.TotalMilliseconds, CancellationToken.None))
        {
            whileWaiting();
        }

        _inFlight.Dequeue();
        cancellationToken.ThrowIfCancellationRequested();
        handle();
        _hasVerdict = true;
    }
}
