using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Journals;

namespace TuyaIot.Reports;

/// <summary>The runs of a journal, one after the other, or of several journals, some of them at once. The pauses between them are left out.</summary>
internal sealed class RunList
{
    private List<RunSpan> _runs = [];

    public IReadOnlyList<RunSpan> All => _runs;

    /// <summary>The time in runs up to the last line.</summary>
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

        // A clock that is set back during a run adds no time.
        TimeSpan elapsed = JournalTime.Add(current.Offset, current.Duration);
        Elapsed = elapsed > Elapsed ? elapsed : Elapsed;
    }

    /// <summary>Puts the runs of several journals, which were added one journal after the other, into the order of their beginnings.</summary>
    public void Merge(MergedTime time)
    {
        _runs = [.. _runs.OrderBy(static run => run.StartedAt)];
        for (int i = 0; i < _runs.Count; i++)
        {
            _runs[i].Place(i + 1, time.ElapsedAt(_runs[i].StartedAt));
        }

        Elapsed = time.Total;
    }

    /// <summary>The clock, in UTC, after this much time in runs.</summary>
    public DateTime ClockAt(TimeSpan elapsed)
    {
        RunSpan run = _runs.FindLast(run => run.Offset <= elapsed)!;
        TimeSpan rest = DateTime.MaxValue - run.StartedAt;
        return run.StartedAt + (elapsed - run.Offset < rest ? elapsed - run.Offset : rest);
    }
}

/// <summary>One run of a journal.</summary>
/// <param name="number">Its number, from 1.</param>
/// <param name="startedAt">When it began, in UTC.</param>
/// <param name="offset">How much time the runs before it took together.</param>
internal sealed class RunSpan(int number, DateTime startedAt, TimeSpan offset)
{
    public int Number { get; private set; } = number;

    public DateTime StartedAt { get; } = startedAt;

    public TimeSpan Offset { get; private set; } = offset;

    /// <summary>When its last line was written, in UTC.</summary>
    public DateTime EndedAt { get; private set; } = startedAt;

    public TimeSpan Duration => EndedAt - StartedAt;

    /// <summary>Whether it came to its end.</summary>
    public bool Completed { get; private set; }

    public RequestCount Count { get; } = new();

    /// <summary>Gives it another place among other runs.</summary>
    public void Place(int number, TimeSpan offset)
    {
        Number = number;
        Offset = offset;
    }

    public void Add(JournalEntry entry)
    {
        EndedAt = entry.At.UtcDateTime;
        Completed = entry is JournalEnd;
        if (entry is JournalSend send)
        {
            Count.Add(send.DeviceName.Count);
        }
    }
}
