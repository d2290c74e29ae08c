using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Pipeline;

/// <summary>
/// A few tasks at a time. Only the pipeline thread touches it: it adds, and while the window is full it takes, which is the
/// back-pressure. Dispose cancels and joins, so that after it nothing is under way, whatever ended the pipeline.
/// </summary>
internal sealed class TaskWindow<T> : IDisposable
{
    private readonly List<Task<T>> _running = [];

    // Never disposed: Cancel may come from another thread at any time, and a source without a timer holds nothing to free.
    private readonly CancellationTokenSource _stop = new();

    public int Count => _running.Count;

    public void Add(Func<CancellationToken, Task<T>> start) => _running.Add(Task.Run(() => start(_stop.Token)));

    /// <summary>Waits for any task and takes its result.</summary>
    public T Take() => TakeAt(Task.WaitAny([.. _running]));

    /// <summary>Takes a result that is there already.</summary>
    public bool TryTake(out T? result)
    {
        int finished = _running.FindIndex(static task => task.IsCompleted);
        result = finished < 0 ? default : TakeAt(finished);
        return finished >= 0;
    }

    /// <summary>Asks everything under way to end soon. Any thread may call it.</summary>
    public void Cancel() => _stop.Cancel();

    public void Dispose()
    {
        _stop.Cancel();

        // The workers' results are of no use any more, nor are their exceptions; that they have ended is.
        Task.WhenAll(_running).ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        _running.Clear();
    }

    private T TakeAt(int index)
    {
        Task<T> task = _running[index];
        _running.RemoveAt(index);
        return task.GetAwaiter().GetResult();
    }
}
