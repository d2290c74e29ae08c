using System.Collections.Generic;
using TuyaIot.Journals;

namespace TuyaIot.Reports;

/// <summary>What came in during a stretch of time.</summary>
internal sealed class TimeSlot
{
    private readonly long[] _devices = new long[RunReport.AllFates.Count];

    /// <summary>How many attempts were answered with "too many requests".</summary>
    public long Throttled { get; private set; }

    /// <summary>How many attempts followed a first one.</summary>
    public long Retries { get; private set; }

    public long Devices(DeviceOutcome fate) => _devices[(int)fate];

    public void Add(DeviceOutcome fate, int devices, JournalOutcome outcome)
    {
        _devices[(int)fate] += devices;
        Throttled += outcome.Throttled;
        Retries += AttemptCounts.RetriesOf(outcome);
    }

    /// <summary>Several stretches, one after the other, as one.</summary>
    public static TimeSlot Join(IEnumerable<TimeSlot> slots)
    {
        TimeSlot joined = new();
        foreach (TimeSlot slot in slots)
        {
            for (int fate = 0; fate < joined._devices.Length; fate++)
            {
                joined._devices[fate] += slot._devices[fate];
            }

            joined.Throttled += slot.Throttled;
            joined.Retries += slot.Retries;
        }

        return joined;
    }
}
