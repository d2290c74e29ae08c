using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TuyaIot.Journals;
using TuyaIot.Signing;

namespace TuyaIot.Reports;

/// <summary>Aggregates of a journal, or of several ones as one run, for the report page. Memory is constant but for the keys of its devices.</summary>
internal sealed class RunReport
{
    /// <summary>What can be seen of a device after the reply of the gateway, in the order in which a report shows it.</summary>
    public static readonly ExecutionStatus[] Statuses = [ExecutionStatus.Executed, ExecutionStatus.Failed, ExecutionStatus.Offline, ExecutionStatus.NoAnswer];

    private readonly JournalAggregator _journal;
    private readonly Dictionary<DeviceOutcome, RequestCount> _requests = [];

    /// <summary>The last reason for each outcome of a device but Accepted.</summary>
    private readonly Dictionary<(DeviceKey Device, DeviceOutcome Outcome), Reason> _reasons = [];

    private IReadOnlyList<RpcParameter> _ofCommand = [];

    private string? _productKey;

    private RunReport(IReadOnlyList<string> paths)
    {
        Paths = paths;
        _journal = new JournalAggregator(paths);
    }

    /// <summary>The journals.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Whether it is of several journals.</summary>
    public bool IsMerged => _journal.IsMerged;

    /// <summary>The cmdlet that carries out the command; null where it is not known.</summary>
    public string? Cmdlet { get; set; }

    /// <summary>Whether it can be waited for what devices did with the command.</summary>
    public bool IsWaitable { get; set; }

    public JournalCommand? Command => _journal.Command;

    /// <summary>Whether rows of the input said something of their own, which the command does not hold.</summary>
    public bool HasRowParameters => HasRowProducts || HasRowCommands;

    /// <summary>Whether rows of the input said their product.</summary>
    public bool HasRowProducts { get; private set; }

    /// <summary>Whether rows of the input said more than their product, so that a device alone does not say what is sent to it.</summary>
    public bool HasRowCommands { get; private set; }

    /// <summary>Whether its devices are of more than one product, so that a name alone does not say which device it is.</summary>
    public bool HasManyProducts { get; private set; }

    public DateTime? StartedAt => _journal.StartedAt;

    public DateTime? EndedAt => _journal.EndedAt;

    public TimeSpan Duration => _journal.Duration;

    public bool Completed => _journal.Completed;

    public int Requests => _journal.Requests;

    /// <summary>How many devices the input had; null where that is not known.</summary>
    public long? Expected => _journal.Expected;

    /// <summary>How many devices of the input no run has come to yet; null where that is not known.</summary>
    public long? NotReached => _journal.NotReached;

    /// <summary>How many devices came to each outcome, each counted once.</summary>
    public IReadOnlyDictionary<DeviceOutcome, int> Devices { get; private set; } = new Dictionary<DeviceOutcome, int>();

    public int DeviceCount => Devices.Values.Sum();

    /// <summary>How many devices were seen to have each status, each counted once.</summary>
    public IReadOnlyDictionary<ExecutionStatus, int> Seen { get; private set; } = new Dictionary<ExecutionStatus, int>();

    public int SeenCount => Seen.Values.Sum();

    /// <summary>How many of the devices that were seen were matched without an id.</summary>
    public int Inferred { get; private set; }

    /// <summary>How long the devices that executed the command took.</summary>
    public LatencyHistogram ExecutionTime { get; } = new();

    /// <summary>Requests without an outcome: lost with the run that sent them, or in flight.</summary>
    public RequestCount InFlight { get; } = new();

    public RunList Runs { get; } = new();

    public RunTimeline Timeline { get; } = new();

    public LatencyHistogram Latency { get; } = new();

    public AttemptCounts Attempts { get; } = new();

    public ReasonCounts Reasons { get; } = new();

    /// <summary>Why devices did not execute the command.</summary>
    public ReasonCounts SeenReasons { get; } = new();

    /// <summary>Reads a journal.</summary>
    /// <exception cref="JournalException">It cannot be read, or is none.</exception>
    public static RunReport Read(string path, CancellationToken cancellationToken = default) => Read([path], cancellationToken);

    /// <summary>Reads journals of one command as one run.</summary>
    /// <exception cref="JournalException">One cannot be read, is none, is of another command than the others, or there is another one of it.</exception>
    public static RunReport Read(IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        RunReport report = new(paths);
        report._journal.Read(report.AddLine, report.AddRequest, cancellationToken: cancellationToken);
        if (report.IsMerged)
        {
            report.MergeRuns(cancellationToken);
        }

        report.Timeline.Smooth(report.Requests);
        report.Devices = RequestCount.Outcomes.ToDictionary(static outcome => outcome, report._journal.Devices);
        report.Seen = Statuses.ToDictionary(static status => status, report._journal.Devices);
        report._journal.Name(Statuses, report.AddExecution, cancellationToken);
        return report;
    }

    /// <summary>How many requests came to this outcome.</summary>
    public RequestCount RequestsOf(DeviceOutcome outcome) => _requests.TryGetValue(outcome, out RequestCount? count) ? count : new RequestCount();

    /// <summary>Names the devices of an outcome that is not Accepted, each with its reason. It reads the journal again, and works once for each outcome.</summary>
    public void NameDevices(DeviceOutcome outcome, Action<JournalDevice, Reason> add, CancellationToken cancellationToken = default) =>
        _journal.Name(
            [outcome], device => add(new JournalDevice(device.ProductKey, device.Name), _reasons[(device.Key, outcome)]), cancellationToken);

    /// <summary>Names the devices that were seen to have a status, each with what says so. It reads the journal again.</summary>
    public void NameDevices(ExecutionStatus status, Action<JournalDevice, JournalExecution> add, CancellationToken cancellationToken = default) =>
        _journal.Name([status], (execution, name) => add(new JournalDevice(execution.ProductKey, name), execution), cancellationToken);

    private void AddLine(JournalEntry entry)
    {
        // A wait writes it, and may do so long after the run.
        if (entry is JournalExecution)
        {
            return;
        }

        if (entry is JournalRun run)
        {
            _ofCommand = run.Command.Parameters;
        }

        Runs.Add(entry);
        if (!IsMerged)
        {
            Timeline.MoveTo(Runs.Elapsed);
        }
    }

    /// <summary>Puts the runs of several journals into one time. When none of them ran is known at their ends, so they are read again.</summary>
    private void MergeRuns(CancellationToken cancellationToken)
    {
        MergedTime time = _journal.CreateTime();
        Runs.Merge(time);
        _journal.ReadAgain(
            (entry, send) =>
            {
                if (entry is not JournalExecution)
                {
                    Timeline.MoveTo(time.ElapsedAt(entry.At.UtcDateTime));
                }

                if (send is not null && entry is JournalOutcome outcome)
                {
                    Timeline.Add(DeviceLedger.From(outcome), send.DeviceName.Count, outcome);
                }
            },
            cancellationToken);
    }

    /// <summary>Whether a row said it. An empty object is what is sent where nothing was said.</summary>
    private bool IsOfRow(RpcParameter parameter) =>
        !_ofCommand.Contains(parameter) && (parameter.Value != "{}" || _ofCommand.Any(ofCommand => ofCommand.Name == parameter.Name));

    private void AddExecution(JournalExecution execution, string deviceName)
    {
        Inferred += execution.Inferred ? 1 : 0;
        if (execution.Status is ExecutionStatus.Executed)
        {
            ExecutionTime.Add(execution.Elapsed);
            return;
        }

        SeenReasons.Add(execution.Status, execution.Code, execution.Message, devices: 1);
    }

    private void AddRequest(JournalSend send, JournalOutcome? outcome)
    {
        DeviceOutcome result = DeviceLedger.From(outcome);
        int devices = send.DeviceName.Count;

        AddProduct(send.ProductKey);
        HasRowProducts |= send.Parameters.Any(parameter => parameter.Name == nameof(send.ProductKey) && IsOfRow(parameter));
        HasRowCommands |= send.Parameters.Any(parameter => parameter.Name != nameof(send.ProductKey) && IsOfRow(parameter));
        if (!_requests.TryGetValue(result, out RequestCount? count))
        {
            _requests.Add(result, count = new RequestCount());
        }

        count.Add(devices);
        if (outcome is null)
        {
            InFlight.Add(devices);
        }
        else
        {
            if (!IsMerged)
            {
                Timeline.Add(result, devices, outcome);
            }

            Latency.Add(outcome.Latency);
            Attempts.Add(outcome);
        }

        if (result is not DeviceOutcome.Accepted)
        {
            Reason reason = Reasons.Add(result, outcome?.Code, outcome is null ? "The run ended before a reply came." : outcome.ErrorMessage, devices);
            DeviceKeyPrefix prefix = DeviceKey.CreatePrefix(send.Parameters);
            foreach (string name in send.DeviceName)
            {
                _reasons[(DeviceKey.Create(prefix, name), result)] = reason;
            }
        }
    }

    private void AddProduct(string? productKey)
    {
        HasManyProducts |= _productKey is not null && productKey != _productKey;
        _productKey ??= productKey;
    }
}
