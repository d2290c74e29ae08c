using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Journals;

/// <summary>The time of runs that may have gone on at once, such as those of several machines. The pauses in which none did are left out.</summary>
internal sealed class MergedTime
{
    /// <summary>Stretches in which at least one run went on, one after the other, and how much of such time came before each.</summary>
    private readonly List<(DateTime Start, DateTime End, TimeSpan Before)> _stretches = [];

    public MergedTime(IEnumerable<(DateTime Start, DateTime End)> runs)
    {
        foreach ((DateTime start, DateTime end) in runs.OrderBy(static run => run.Start))
        {
            if (_stretches.Count > 0 && start <= _stretches[_stretches.Count - 1].End)
            {
                (DateTime first, DateTime last, TimeSpan before) = _stretches[_stretches.Count - 1];
                _stretches[_stretches.Count - 1] = (first, end > last ? end : last, before);
            }
            else
            {
                // A clock that was set back during a run adds no time.
                _stretches.Add((start, end > start ? end : start, Total));
            }
        }
    }

    /// <summary>All of it.</summary>
    public TimeSpan Total => ElapsedAt(DateTime.MaxValue);

    /// <summary>How much of it had passed at a moment.</summary>
    public TimeSpan ElapsedAt(DateTime at)
    {
        int index = _stretches.FindLastIndex(stretch => stretch.Start <= at);
        if (index < 0)
        {
            return TimeSpan.Zero;
        }

        (DateTime start, DateTime end, TimeSpan before) = _stretches[index];
        return JournalTime.Add(before, (at < end ? at : end) - start);
    }
}
