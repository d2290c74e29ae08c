using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace TuyaIot.Pipeline;

/// <summary>The progress bar of a run: one record a finished request, percent and time left where the count is known.</summary>
/// <param name="activity">What the run does.</param>
/// <param name="expected">How many devices there are; null where the pipeline has not ended yet.</param>
internal sealed class RunProgress(string activity, int? expected)
{
    private const int ActivityId = 0;

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public ProgressRecord Describe(RunTotals totals)
    {
        double rate = totals.Devices / Math.Max(_clock.Elapsed.TotalSeconds, 0.001);
        string status = string.Format(
            CultureInfo.InvariantCulture,
            "{0} in {1}, {2:#,0} devices/s, {3:#,0} rejected, {4:#,0} unknown",
            Count.Devices(totals.Devices),
            Count.Requests(totals.Requests),
            rate,
            totals.Rejected,
            totals.Unknown);
        ProgressRecord record = new(ActivityId, activity, status);
        if (expected is int count && count > 0)
        {
            record.PercentComplete = (int)Math.Min(100, totals.Devices * 100 / count);
            record.SecondsRemaining = (int)(Math.Max(0, count - totals.Devices) / Math.Max(rate, 0.001));
        }

        return record;
    }

    public ProgressRecord Finish() => new(ActivityId, activity, "Done") { RecordType = ProgressRecordType.Completed };
}
