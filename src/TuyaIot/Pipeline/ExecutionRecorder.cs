using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Execution;
using TuyaIot.Journals;

namespace TuyaIot.Pipeline;

/// <summary>
/// Writes what was seen at devices to the journal of their run: to the run's own while it is open in this process, else to its file. Any
/// thread may call it.
/// </summary>
/// <param name="path">The journal of commands that know none; null for none.</param>
internal sealed class ExecutionRecorder(string? path) : IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Journal?> _opened = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<JournalException> _faults = new();

    /// <summary>A journal that cannot be written, each once.</summary>
    public bool TryTakeFault(out JournalException? fault) => _faults.TryDequeue(out fault);

    /// <param name="told">Devices of one command that share everything.</param>
    public void Record(IReadOnlyList<DeviceExecution> told)
    {
        DeviceExecution first = told[0];
        if (first.Status is not (ExecutionStatus.Executed or ExecutionStatus.Failed or ExecutionStatus.Offline or ExecutionStatus.NoAnswer))
        {
            return;
        }

        lock (_gate)
        {
            try
            {
                Find(first.Command)?.Record(new JournalExecution(
                    default,
                    first.Command.Parameters,
                    [.. told.Select(static one => one.DeviceName)],
                    first.Status,
                    first.Code,
                    first.Message,
                    first.Evidence,
                    first.Inferred,
                    first.Late,
                    first.Elapsed));
            }
            catch (JournalException exception)
            {
                // Once is enough: what is written to it later fails in the same way.
                if (!_opened.TryGetValue(exception.Path, out Journal? failed) || failed is not null)
                {
                    _faults.Enqueue(exception);
                }

                failed?.Dispose();
                _opened[exception.Path] = null;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (Journal? journal in _opened.Values)
            {
                journal?.Dispose();
            }

            _opened.Clear();
        }
    }

    private Journal? Find(SentCommand command)
    {
        string? journalPath = command.Journal?.Path ?? command.JournalPath ?? path;
        if (journalPath is null)
        {
            return null;
        }

        if (_opened.TryGetValue(journalPath, out Journal? opened))
        {
            return opened;
        }

        if (command.Journal is { IsOpen: true } live)
        {
            return live;
        }

        _opened[journalPath] = opened = Journal.OpenToRecord(journalPath, TimeProvider.System);
        return opened;
    }
}
