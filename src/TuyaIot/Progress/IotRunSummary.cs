using System;
using System.Globalization;

namespace TuyaIot.Progress;

/// <summary>What a run came to, in devices. It is written to the information stream when the run ends.</summary>
public sealed class IotRunSummary
{
    internal const string Tag = "RunSummary";

    internal IotRunSummary(string activity, RunTotals totals, long skipped, TimeSpan duration, bool completed)
    {
        Activity = activity;
        Completed = completed;
        Devices = totals.Devices;
        Accepted = totals.Accepted;
        Rejected = totals.Rejected;
        Unknown = totals.Unknown;
        Skipped = skipped;
        Requests = totals.Requests;
        Duration = duration;
    }

    /// <summary>What the run did.</summary>
    public string Activity { get; }

    /// <summary>Whether it came to its end; false where an error, Select-Object -First or Ctrl-C ended it.</summary>
    public bool Completed { get; }

    /// <summary>How many devices have a result.</summary>
    public long Devices { get; }

    /// <summary>How many devices' commands the gateway took.</summary>
    public long Accepted { get; }

    /// <summary>How many devices were not called, for certain.</summary>
    public long Rejected { get; }

    /// <summary>How many devices may or may not have been called.</summary>
    public long Unknown { get; }

    /// <summary>How many devices were left alone because an earlier run of the journal had them accepted.</summary>
    public long Skipped { get; }

    /// <summary>How many requests have a result.</summary>
    public int Requests { get; }

    /// <summary>From the start of the command to its end.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Devices with a result by the second, over the whole run.</summary>
    public double DevicesPerSecond => Duration > TimeSpan.Zero ? Devices / Duration.TotalSeconds : 0;

    /// <summary>All of it in one line.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0}{1}: {2}: {3:#,0} accepted, {4:#,0} rejected, {5:#,0} unknown{6}; {7}, {8:#,0.0} s, {9} devices/s",
        Activity,
        Completed ? string.Empty : " ended early",
        NumberFormat.Devices(Devices),
        Accepted,
        Rejected,
        Unknown,
        Skipped == 0 ? string.Empty : string.Format(CultureInfo.InvariantCulture, ", {0:#,0} skipped", Skipped),
        NumberFormat.Requests(Requests),
        Duration.TotalSeconds,
        NumberFormat.PerSecond(DevicesPerSecond));
}
