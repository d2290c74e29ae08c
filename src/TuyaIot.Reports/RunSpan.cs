using System;
using TuyaIot.Journals;

namespace TuyaIot.Reports;

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

    public int Requests { get; private set; }

    public long Devices { get; private set; }

    public void Add(JournalEntry entry)
    {
        EndedAt = entry.At.UtcDateTime;
        Completed = entry is JournalEnd;
        if (entry is JournalSend send)
        {
            Requests++;
            Devices += send.DeviceName.Count;
        }
    }
}
