using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Journals;

/// <summary>
/// What a journal says of its runs, in devices. Each device counts once, as its last request left it; a refusal takes back neither
/// an acceptance nor a doubt.
/// </summary>
public sealed class IotJournalSummary
{
    private IotJournalSummary(string path) => Path = path;

    /// <summary>The journal.</summary>
    public string Path { get; }

    /// <summary>The action that the API was asked for.</summary>
    public string? Action { get; private set; }

    /// <summary>The gateway.</summary>
    public Uri? Endpoint { get; private set; }

    /// <summary>What the command itself said, by the API's parameter names; what rows said is in the journal's lines.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; private set; } = new Dictionary<string, string>();

    /// <summary>How many times it was run.</summary>
    public int Runs { get; private set; }

    /// <summary>Whether the last run came to its end.</summary>
    public bool Completed { get; private set; }

    /// <summary>When the first run began, in UTC.</summary>
    public DateTime? StartedAt { get; private set; }

    /// <summary>When the last line was written, in UTC.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>The time that its runs took together, the pauses between them left out.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>How many requests were recorded.</summary>
    public int Requests { get; private set; }

    /// <summary>How many devices' commands were accepted.</summary>
    public int Accepted { get; private set; }

    /// <summary>How many devices the gateway refused.</summary>
    public int Rejected { get; private set; }

    /// <summary>How many devices may or may not have been called: their answer was lost, or they are in flight.</summary>
    public int Unknown { get; private set; }

    /// <summary>How many devices were about to be called when nothing could be sent.</summary>
    public int NotSent { get; private set; }

    /// <summary>The devices that may or may not have been called.</summary>
    public string[] UnknownDeviceName { get; private set; } = [];

    /// <summary>The devices that the gateway refused, and those that were never sent.</summary>
    public string[] RejectedDeviceName { get; private set; } = [];

    /// <summary>The counts.</summary>
    public override string ToString() => $"{Accepted} accepted, {Rejected} rejected, {Unknown} unknown, {NotSent} not sent";

    internal static IotJournalSummary Read(string path)
    {
        JournalAggregator tally = new(path);
        tally.Read();
        IotJournalSummary summary = new(path)
        {
            Runs = tally.Runs,
            Action = tally.Command?.Action,
            Endpoint = tally.Command?.Endpoint,
            Completed = tally.Completed,
            StartedAt = tally.StartedAt,
            EndedAt = tally.EndedAt,
            Duration = tally.Duration,
            Requests = tally.Requests,
            Accepted = tally.Devices(DeviceOutcome.Accepted),
            Rejected = tally.Devices(DeviceOutcome.Rejected),
            NotSent = tally.Devices(DeviceOutcome.NotSent),
            Unknown = tally.Devices(DeviceOutcome.Unknown),
        };
        if (tally.Command is JournalCommand command)
        {
            summary.Parameters = command.Parameters.ToDictionary(static parameter => parameter.Name, static parameter => parameter.Value, StringComparer.Ordinal);
        }

        List<string> unknown = [];
        List<string> rejected = [];
        tally.Name(
            [DeviceOutcome.Unknown, DeviceOutcome.Rejected, DeviceOutcome.NotSent],
            (fate, name) => (fate is DeviceOutcome.Unknown ? unknown : rejected).Add(name));
        summary.UnknownDeviceName = [.. unknown];
        summary.RejectedDeviceName = [.. rejected];
        return summary;
    }
}
