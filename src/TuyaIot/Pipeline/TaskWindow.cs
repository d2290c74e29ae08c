using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Progress;

namespace TuyaIot.Pipeline;

/// <summary>
/// A few tasks at a time. Only the pipeline thread touches it: it adds, and while the window is full it takes, which is the
/// back-pressure. Dispose cancels and joins, so that nothing runs after it, whatever ended the pipeline.
/// </summary>
/// <typeparam name="T">The result of a task.</typeparam>
/// <param name="whileWaiting">Called now and then while a result is waited for.</param>
/// <param name="cancellationToken">Ends the tasks.</param>
internal sealed class TaskWindow<T>(Action whileWaiting, CancellationToken cancellationToken) : IDisposable
{
    private readonly List<Task<T>> _running = [];
    private readonly CancellationTokenSource _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    public int Count => _running.Count;

    public void Add(Func<CancellationToken, Task<T>> start) => _running.Add(Task.Run(() => start(_cancellation.Token)));

    /// <summary>Waits for any task and takes its result.</summary>
    public T Take()
    {
        Task[] running = [.. _running];
        int finished;
        while ((finished = Task.WaitAny(running, ThrottleNotice.Interval)) < 0)
        {
            whileWaiting();
        }

        return TakeAt(finished);
    }

    /// <summary>Takes a result that is there already.</summary>
    public bool TryTake(out T? result)
    {
        int finished = _running.FindIndex(static task => task.IsCompleted);
        result = finished < 0 ? default : TakeAt(finished);
        return finished >= 0;
    }

    public void Dispose()
    {
        _cancellation.Cancel();

        // The workers' results are of no use any more, nor are their exceptions; that they have ended is.
        foreach (Task<T> task in _running)
        {
            Task.WaitAny(task);
        }

        _running.Clear();
        _cancellation.Dispose();
    }

    private T TakeAt(int index)
    {
        Task<T> task = _running[index];
        _running.RemoveAt(index);
        return task.GetAwaiter().GetResult();
    }
}
