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
    private readonly JournalSummary _summary;

    private IotJournalSummary(JournalSummary summary) => _summary = summary;

    /// <summary>The journal.</summary>
    public string Path => _summary.Path;

    /// <summary>The action that the API was asked for.</summary>
    public string? Action => _summary.Command?.Action;

    /// <summary>The gateway.</summary>
    public Uri? Endpoint => _summary.Command?.Endpoint;

    /// <summary>What the command itself said, by the API's parameter names; what rows said is in the journal's lines.</summary>
    public IReadOnlyDictionary<string, string> Parameters => (_summary.Command?.Parameters ?? [])
        .ToDictionary(static parameter => parameter.Name, static parameter => parameter.Value, StringComparer.Ordinal);

    /// <summary>How many times it was run.</summary>
    public int Runs => _summary.Runs;

    /// <summary>Whether the last run came to its end.</summary>
    public bool Completed => _summary.Completed;

    /// <summary>When the first run began, in UTC.</summary>
    public DateTime? StartedAt => _summary.StartedAt;

    /// <summary>When the last line was written, in UTC.</summary>
    public DateTime? EndedAt => _summary.EndedAt;

    /// <summary>The time that its runs took together, the pauses between them left out.</summary>
    public TimeSpan Duration => _summary.Duration;

    /// <summary>How many requests were recorded.</summary>
    public int Requests => _summary.Requests;

    /// <summary>How many devices the input has; null where no run knew it.</summary>
    public long? Expected => _summary.Expected;

    /// <summary>How many devices of the input no run has come to yet; null where the input's size is not known.</summary>
    public long? NotReached => _summary.NotReached;

    /// <summary>How many devices' commands were accepted.</summary>
    public int Accepted => _summary.Accepted;

    /// <summary>How many devices the gateway refused.</summary>
    public int Rejected => _summary.Rejected;

    /// <summary>How many devices may or may not have been called: their answer was lost, or they are in flight.</summary>
    public int Unknown => _summary.Unknown;

    /// <summary>How many devices were about to be called when nothing could be sent.</summary>
    public int NotSent => _summary.NotSent;

    /// <summary>The devices that may or may not have been called.</summary>
    public string[] UnknownDeviceName => [.. _summary.UnknownDeviceName];

    /// <summary>The devices that the gateway refused.</summary>
    public string[] RejectedDeviceName => [.. _summary.RejectedDeviceName];

    /// <summary>The devices that were never sent.</summary>
    public string[] NotSentDeviceName => [.. _summary.NotSentDeviceName];

    /// <summary>The counts.</summary>
    public override string ToString() => _summary.ToString();

    internal static IotJournalSummary Read(string path) => new(JournalSummary.Read(path));
}
