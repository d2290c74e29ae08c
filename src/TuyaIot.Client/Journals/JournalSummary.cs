using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;

namespace TuyaIot.Journals;

/// <summary>
/// What a journal says of its runs, in devices. Each device counts once, as its last request left it; a refusal takes back neither
/// an acceptance nor a doubt. What was seen at devices counts beside that.
/// </summary>
internal sealed record JournalSummary
{
    /// <summary>The journals.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>What was run; null in an empty journal.</summary>
    public required JournalCommand? Command { get; init; }

    public required int Runs { get; init; }

    /// <summary>Whether the last run came to its end.</summary>
    public required bool Completed { get; init; }

    public required DateTime? StartedAt { get; init; }

    public required DateTime? EndedAt { get; init; }

    /// <summary>The time that its runs took together, the pauses between them left out.</summary>
    public required TimeSpan Duration { get; init; }

    public required int Requests { get; init; }

    /// <summary>How many devices the input has; null where no run knew it.</summary>
    public required long? Expected { get; init; }

    /// <summary>How many devices of the input no run has come to yet; null where the input's size is not known.</summary>
    public required long? NotReached { get; init; }

    public required int Accepted { get; init; }

    public required int Rejected { get; init; }

    /// <summary>How many devices have an outcome although nothing was sent for them.</summary>
    public required int NotSent { get; init; }

    /// <summary>How many devices may or may not have been called: their reply was lost, or they are in flight.</summary>
    public required int Unknown { get; init; }

    /// <summary>How many devices were seen to have carried the command out.</summary>
    public required int Executed { get; init; }

    /// <summary>How many devices answered and did not carry it out.</summary>
    public required int Failed { get; init; }

    /// <summary>How many devices were not connected.</summary>
    public required int Offline { get; init; }

    /// <summary>How many devices did not answer in time.</summary>
    public required int NoAnswer { get; init; }

    public required IReadOnlyList<JournalDevice> FailedDevice { get; init; }

    public required IReadOnlyList<JournalDevice> OfflineDevice { get; init; }

    public required IReadOnlyList<JournalDevice> NoAnswerDevice { get; init; }

    public required IReadOnlyList<JournalDevice> UnknownDevice { get; init; }

    public required IReadOnlyList<JournalDevice> RejectedDevice { get; init; }

    public required IReadOnlyList<JournalDevice> NotSentDevice { get; init; }

    /// <summary>The counts.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0:#,0} accepted, {1:#,0} rejected, {2:#,0} unknown, {3:#,0} not sent{4}{5}",
        Accepted,
        Rejected,
        Unknown,
        NotSent,
        NotReached > 0 ? string.Format(CultureInfo.InvariantCulture, ", {0:#,0} not reached", NotReached) : string.Empty,
        Executed + Failed + Offline + NoAnswer == 0 ? string.Empty : string.Format(
            CultureInfo.InvariantCulture, "; {0:#,0} executed, {1:#,0} failed, {2:#,0} offline, {3:#,0} no answer", Executed, Failed, Offline, NoAnswer));

    /// <exception cref="JournalException">The journal cannot be read, or is none.</exception>
    public static JournalSummary Read(string path, IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        Read([path], progress, cancellationToken);

    /// <summary>Counts several journals of one command as one.</summary>
    /// <exception cref="JournalException">A journal cannot be read, is none, is of another command than the others, or there is another one of it.</exception>
    public static JournalSummary Read(IReadOnlyList<string> paths, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        JournalAggregator aggregator = new(paths);
        aggregator.Read(progress: progress, cancellationToken: cancellationToken);
        string? lastProductKey = null;
        List<JournalDevice> unknown = [];
        List<JournalDevice> rejected = [];
        List<JournalDevice> notSent = [];
        aggregator.Name(
            [DeviceOutcome.Unknown, DeviceOutcome.Rejected, DeviceOutcome.NotSent],
            device => (device.Outcome switch
            {
                DeviceOutcome.Unknown => unknown,
                DeviceOutcome.Rejected => rejected,
                _ => notSent,
            }).Add(Create(device.ProductKey, device.Name)),
            cancellationToken);
        List<JournalDevice> failed = [];
        List<JournalDevice> offline = [];
        List<JournalDevice> noAnswer = [];
        aggregator.Name(
            [ExecutionStatus.Failed, ExecutionStatus.Offline, ExecutionStatus.NoAnswer],
            (execution, name) => (execution.Status switch
            {
                ExecutionStatus.Failed => failed,
                ExecutionStatus.Offline => offline,
                _ => noAnswer,
            }).Add(Create(execution.ProductKey, name)),
            cancellationToken);
        return new JournalSummary
        {
            Paths = paths,
            Command = aggregator.Command,
            Runs = aggregator.Runs,
            Completed = aggregator.Completed,
            StartedAt = aggregator.StartedAt,
            EndedAt = aggregator.EndedAt,
            Duration = aggregator.Duration,
            Requests = aggregator.Requests,
            Expected = aggregator.Expected,
            NotReached = aggregator.NotReached,
            Accepted = aggregator.Devices(DeviceOutcome.Accepted),
            Rejected = aggregator.Devices(DeviceOutcome.Rejected),
            NotSent = aggregator.Devices(DeviceOutcome.NotSent),
            Unknown = aggregator.Devices(DeviceOutcome.Unknown),
            Executed = aggregator.Devices(ExecutionStatus.Executed),
            Failed = aggregator.Devices(ExecutionStatus.Failed),
            Offline = aggregator.Devices(ExecutionStatus.Offline),
            NoAnswer = aggregator.Devices(ExecutionStatus.NoAnswer),
            FailedDevice = failed,
            OfflineDevice = offline,
            NoAnswerDevice = noAnswer,
            UnknownDevice = unknown,
            RejectedDevice = rejected,
            NotSentDevice = notSent,
        };

        // Each line has a text of its own for its product. The devices of a product share one.
        JournalDevice Create(string? productKey, string name) =>
            new(lastProductKey = productKey == lastProductKey ? lastProductKey : productKey, name);
    }
}
