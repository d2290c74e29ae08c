using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using TuyaIot.Execution;
using TuyaIot.Journals;

namespace TuyaIot.Pipeline;

/// <summary>Carries what is known of devices from any thread to the pipeline's. It is in the journal before anybody can take it.</summary>
/// <param name="journalPath">The journal of commands that know none; null for none.</param>
internal sealed class ExecutionQueue(string? journalPath) : IDisposable
{
    private readonly ExecutionRecorder _recorder = new(journalPath);
    private readonly ConcurrentQueue<IReadOnlyList<DeviceExecution>> _queue = new();
    private readonly SemaphoreSlim _isFilled = new(0);

    /// <param name="executions">Devices of one command that share everything.</param>
    public void Add(IReadOnlyList<DeviceExecution> executions)
    {
        _recorder.Record(executions);
        _queue.Enqueue(executions);

        // One is enough: all that is there is taken at once.
        if (_isFilled.CurrentCount == 0)
        {
            _isFilled.Release();
        }
    }

    public bool TryTake(out IReadOnlyList<DeviceExecution>? executions) => _queue.TryDequeue(out executions);

    /// <summary>A journal that cannot be written, each once.</summary>
    public bool TryTakeFault(out JournalException? fault) => _recorder.TryTakeFault(out fault);

    /// <summary>Waits until something is added, and not longer than a time.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public void Wait(TimeSpan timeout, CancellationToken cancellationToken) => _isFilled.Wait(timeout, cancellationToken);

    public void Dispose() => _recorder.Dispose();
}
