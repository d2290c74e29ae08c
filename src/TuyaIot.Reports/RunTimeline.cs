using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Journals;

namespace TuyaIot.Reports;

/// <summary>
/// What came in when, in a fixed number of slots: where a run outlasts them, slots are joined. Each width is a round one and a
/// multiple of the one before.
/// </summary>
internal sealed class RunTimeline
{
    private const int Most = 150;
    private const int FewestSmoothed = 24;
    private const int LeastInSlot = 4;

    private static readonly double[] Widths =
        [0.1, 0.5, 1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800];

    private int _width;
    private int _current;
    private List<TimeSlot> _slots = [new()];

    /// <summary>How long a slot is.</summary>
    public TimeSpan Width => TimeSpan.FromSeconds(Widths[_width]);

    public IReadOnlyList<TimeSlot> Slots => _slots;

    /// <summary>Goes on to the slot of a moment, counted from the beginning of the first run.</summary>
    public void MoveTo(TimeSpan elapsed)
    {
        while (elapsed.TotalSeconds >= Most * Widths[_width] && _width < Widths.Length - 1)
        {
            Widen();
        }

        _current = (int)Math.Min(elapsed.TotalSeconds / Widths[_width], Most - 1);
        while (_slots.Count <= _current)
        {
            _slots.Add(new TimeSlot());
        }
    }

    public void Add(DeviceOutcome fate, int devices, JournalOutcome outcome) => _slots[_current].Add(fate, devices, outcome);

    /// <summary>Joins slots in which there is so little that a picture of them would be all gaps.</summary>
    public void Smooth(int requests)
    {
        while (_slots.Count > FewestSmoothed && requests < LeastInSlot * _slots.Count && _width < Widths.Length - 1)
        {
            Widen();
        }
    }

    private void Widen()
    {
        int factor = (int)Math.Round(Widths[_width + 1] / Widths[_width]);
        _width++;
        _slots = [.. _slots
            .Select(static (slot, index) => (Slot: slot, Index: index))
            .GroupBy(item => item.Index / factor, static item => item.Slot)
            .Select(TimeSlot.Join)];
    }
}
