using System;
using System.Collections.Generic;
using TuyaIot.Journals;

namespace TuyaIot.Reports;

/// <summary>The runs of a journal, and how much time they have taken together so far.</summary>
internal sealed class RunList
{
    private readonly List<RunSpan> _runs = [];

    public IReadOnlyList<RunSpan> All => _runs;

    /// <summary>The time in runs up to the last line, the pauses between them left out.</summary>
    public TimeSpan Elapsed { get; private set; }

    public void Add(JournalEntry entry)
    {
        if (entry is JournalRun run)
        {
            _runs.Add(new RunSpan(run.Number, entry.At.UtcDateTime, Elapsed));
            return;
        }

        RunSpan current = _runs[_runs.Count - 1];
        current.Add(entry);

        // A clock that is set back while a run goes on makes no time of its own.
        TimeSpan elapsed = current.Offset + current.Duration;
        Elapsed = elapsed > Elapsed ? elapsed : Elapsed;
    }
}
