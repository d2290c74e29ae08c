using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Journals;

namespace TuyaIot.Reports;

/// <summary>
/// What ended when, in a limited number of slots: where a run outlasts them, slots are joined. Each width is a round one and a
/// multiple of the one before.
/// </summary>
internal sealed class RunTimeline
{
    private const int MaxSlots = 150;
    private const int MaxSparseSlots = 24;
    private const int MinRequestsInSlot = 4;

    private static readonly double[] Widths =
        [0.1, 0.5, 1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800];

    private int _width;
    private int _current;
    private List<TimeSlot> _slots = [new()];

    /// <summary>How long a slot is.</summary>
    public TimeSpan Width => TimeSpan.FromSeconds(Widths[_width]);

    public IReadOnlyList<TimeSlot> Slots => _slots;

    public TimeSpan StartOf(int slot) => TimeSpan.FromSeconds(slot * Widths[_width]);

    /// <summary>Goes on to the slot of a moment, counted from the beginning of the first run.</summary>
    public void MoveTo(TimeSpan elapsed)
    {
        while (elapsed.TotalSeconds >= MaxSlots * Widths[_width] && _width < Widths.Length - 1)
        {
            Widen();
        }

        _current = (int)Math.Min(elapsed.TotalSeconds / Widths[_width], MaxSlots - 1);
        while (_slots.Count <= _current)
        {
            _slots.Add(new TimeSlot());
        }
    }

    public void Add(DeviceOutcome result, int devices, JournalOutcome outcome) => _slots[_current].Add(result, devices, outcome);

    /// <summary>Joins slots that hold so little that a chart of them would be all gaps.</summary>
    public void Smooth(int requests)
    {
        while (_slots.Count > MaxSparseSlots && requests < MinRequestsInSlot * _slots.Count && _width < Widths.Length - 1)
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

/// <summary>What ended during a stretch of time.</summary>
internal sealed class TimeSlot
{
    private readonly long[] _devices = new long[RequestCount.Outcomes.Count];

    /// <summary>Attempts with the reply "too many requests".</summary>
    public long Throttled { get; private set; }

    /// <summary>Attempts after the first one of their request.</summary>
    public long Retries { get; private set; }

    public long Devices(DeviceOutcome outcome) => _devices[(int)outcome];

    public void Add(DeviceOutcome result, int devices, JournalOutcome outcome)
    {
        _devices[(int)result] += devices;
        Throttled += outcome.Throttled;
        Retries += AttemptCounts.RetriesOf(outcome);
    }

    /// <summary>Several stretches, one after the other, as one.</summary>
    public static TimeSlot Join(IEnumerable<TimeSlot> slots)
    {
        TimeSlot joined = new();
        foreach (TimeSlot slot in slots)
        {
            for (int outcome = 0; outcome < joined._devices.Length; outcome++)
            {
                joined._devices[outcome] += slot._devices[outcome];
            }

            joined.Throttled += slot.Throttled;
            joined.Retries += slot.Retries;
        }

        return joined;
    }
}
