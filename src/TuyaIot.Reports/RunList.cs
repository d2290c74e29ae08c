using System;
using System.Collections.Generic;
using TuyaIot.Journals;

namespace TuyaIot.Reports;

/// <summary>The runs of a journal, one after the other. The pauses between them are left out.</summary>
internal sealed class RunList
{
    private readonly List<RunSpan> _runs = [];

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
    public int Number { get; } = number;

    public DateTime StartedAt { get; } = startedAt;

    public TimeSpan Offset { get; } = offset;

    /// <summary>When its last line was written, in UTC.</summary>
    public DateTime EndedAt { get; private set; } = startedAt;

    public TimeSpan Duration => EndedAt - StartedAt;

    /// <summary>Whether it came to its end.</summary>
    public bool Completed { get; private set; }

    public RequestCount Count { get; } = new();

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
