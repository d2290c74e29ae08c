using System;
using System.Globalization;
using TuyaIot.Text;

namespace TuyaIot;

/// <summary>The totals of a run, in devices. They are written to the information stream when the run ends.</summary>
public sealed class IotRunSummary
{
    internal const string Tag = "RunSummary";

    internal IotRunSummary(string activity) => Activity = activity;

    /// <summary>The name of the run.</summary>
    public string Activity { get; }

    /// <summary>Whether the run was completed; false where an error, Select-Object -First or Ctrl-C ended it.</summary>
    public bool Completed { get; internal set; }

    /// <summary>How many devices have a result.</summary>
    public long Devices => Accepted + Rejected + Unknown + NotSent;

    /// <summary>How many devices' commands the gateway accepted.</summary>
    public long Accepted { get; internal set; }

    /// <summary>How many devices' commands the gateway rejected.</summary>
    public long Rejected { get; internal set; }

    /// <summary>How many devices may or may not have been called: their reply was lost.</summary>
    public long Unknown { get; internal set; }

    /// <summary>How many devices have a result although nothing was sent for them.</summary>
    public long NotSent { get; internal set; }

    /// <summary>How many devices were skipped, because an earlier run of the journal had them accepted.</summary>
    public long Skipped { get; internal set; }

    /// <summary>How many requests have a result.</summary>
    public int Requests { get; internal set; }

    /// <summary>From the start of the command to its end.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>Devices with a result by the second, over the whole run.</summary>
    public double DevicesPerSecond => Duration > TimeSpan.Zero ? Devices / Duration.TotalSeconds : 0;

    /// <summary>All of it in one line.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0}{1}: {2}: {3:#,0} accepted, {4:#,0} rejected, {5:#,0} unknown{6}{7}; {8}, {9:#,0.0} s, {10} devices/s",
        Activity,
        Completed ? string.Empty : " ended early",
        NumberFormat.Devices(Devices),
        Accepted,
        Rejected,
        Unknown,
        NotSent == 0 ? string.Empty : $", {NumberFormat.Count(NotSent)} not sent",
        Skipped == 0 ? string.Empty : $", {NumberFormat.Count(Skipped)} skipped",
        NumberFormat.Requests(Requests),
        Duration.TotalSeconds,
        NumberFormat.PerSecond(DevicesPerSecond));
}
