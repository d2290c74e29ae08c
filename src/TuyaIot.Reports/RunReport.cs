using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TuyaIot.Journals;

namespace TuyaIot.Reports;

/// <summary>What a journal tells people who would rather look than read. It is as large for a million devices as for ten, but for their keys.</summary>
internal sealed class RunReport
{
    private readonly JournalAggregator _tally;
    private readonly Dictionary<DeviceOutcome, RequestCount> _requests = [];

    private RunReport(string path)
    {
        Path = path;
        _tally = new JournalAggregator(path);
    }

    /// <summary>The journal.</summary>
    public string Path { get; }

    public JournalCommand? Command => _tally.Command;

    public DateTime? StartedAt => _tally.StartedAt;

    public DateTime? EndedAt => _tally.EndedAt;

    public TimeSpan Duration => _tally.Duration;

    public bool Completed => _tally.Completed;

    public int Requests => _tally.Requests;

    /// <summary>How many devices came to each end, each counted once.</summary>
    public IReadOnlyDictionary<DeviceOutcome, int> Devices { get; private set; } = new Dictionary<DeviceOutcome, int>();

    public int DeviceCount => Devices.Values.Sum();

    /// <summary>Requests without an outcome: lost with the run that sent them, or in flight.</summary>
    public RequestCount InFlight { get; } = new();

    public RunList Runs { get; } = new();

    public RunTimeline Timeline { get; } = new();

    public LatencyCounts Latency { get; } = new();

    public AttemptCounts Attempts { get; } = new();

    public CodeCounts Codes { get; } = new();

    /// <summary>Reads a journal.</summary>
    /// <exception cref="JournalException">It cannot be read, or is none.</exception>
    public static RunReport Read(string path, CancellationToken cancellationToken = default)
    {
        RunReport report = new(path);
        report._tally.Read(report.See, report.Settle, cancellationToken: cancellationToken);
        report.Timeline.Smooth(report.Requests);
        report.Devices = AllFates.ToDictionary(static fate => fate, report._tally.Devices);
        return report;
    }

    /// <summary>How many requests came to this end.</summary>
    public RequestCount RequestsOf(DeviceOutcome fate) => _requests.TryGetValue(fate, out RequestCount? count) ? count : new RequestCount();

    /// <summary>Names the devices that may or may not have been called. It goes through the journal again, and once only.</summary>
    public void NameUnknown(Action<string> tell, CancellationToken cancellationToken = default) =>
        _tally.Name([DeviceOutcome.Unknown], (_, name) => tell(name), cancellationToken);

    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<DeviceOutcome> AllFates { get; } = [DeviceOutcome.Accepted, DeviceOutcome.Rejected, DeviceOutcome.NotSent, DeviceOutcome.Unknown];

    private void See(JournalEntry entry)
    {
        Runs.Add(entry);
        Timeline.MoveTo(Runs.Elapsed);
    }

    private void Settle(JournalSend send, JournalOutcome? outcome)
    {
        DeviceOutcome fate = DeviceLedger.From(outcome);
        int devices = send.DeviceName.Count;
        if (!_requests.TryGetValue(fate, out RequestCount? count))
        {
            _requests.Add(fate, count = new RequestCount());
        }

        count.Add(devices);
        if (outcome is null)
        {
            InFlight.Add(devices);
            return;
        }

        Timeline.Add(fate, devices, outcome);
        Latency.Add(outcome.Latency);
        Attempts.Add(outcome);
        Codes.Add(fate, outcome, devices);
    }
}
