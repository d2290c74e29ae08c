using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TuyaIot.Journals;

namespace TuyaIot;

/// <summary>
/// The totals of a journal, in devices. Each device counts once, with the outcome of its last request. A later rejection does not replace
/// Accepted or Unknown. What Wait-IotCommand saw of devices counts beside that; an Unknown that a device replied to counts as Accepted.
/// </summary>
public sealed class IotJournalSummary
{
    private readonly JournalSummary _summary;

    private IotJournalSummary(JournalSummary summary) => _summary = summary;

    /// <summary>The journal; the first one of several that were merged.</summary>
    public string Path => _summary.Paths[0];

    /// <summary>The journals: more than one only where several were merged.</summary>
    public string[] JournalPath => [.. _summary.Paths];

    /// <summary>The action of the API.</summary>
    public string? Action => _summary.Command?.Action;

    /// <summary>The endpoint.</summary>
    public Uri? Endpoint => _summary.Command?.Endpoint;

    /// <summary>The parameters that were the same for every device, by the API's names. The journal's lines have the others.</summary>
    public IReadOnlyDictionary<string, string> Parameters => (_summary.Command?.Parameters ?? [])
        .ToDictionary(static parameter => parameter.Name, static parameter => parameter.Value, StringComparer.Ordinal);

    /// <summary>How many runs it records.</summary>
    public int Runs => _summary.Runs;

    /// <summary>Whether the last run was completed.</summary>
    public bool Completed => _summary.Completed;

    /// <summary>When the first run began, in UTC.</summary>
    public DateTime? StartedAt => _summary.StartedAt;

    /// <summary>When the last line was written, in UTC.</summary>
    public DateTime? EndedAt => _summary.EndedAt;

    /// <summary>The time of its runs together, without the pauses between them.</summary>
    public TimeSpan Duration => _summary.Duration;

    /// <summary>How many requests it records.</summary>
    public int Requests => _summary.Requests;

    /// <summary>The number of devices in the input; null where no run knew it.</summary>
    public long? Expected => _summary.Expected;

    /// <summary>How many devices of the input no run has reached; null where the size of the input is not known.</summary>
    public long? NotReached => _summary.NotReached;

    /// <summary>How many devices' commands were accepted.</summary>
    public int Accepted => _summary.Accepted;

    /// <summary>How many devices' commands were rejected.</summary>
    public int Rejected => _summary.Rejected;

    /// <summary>How many devices may or may not have been called: their reply was lost, or they are in flight.</summary>
    public int Unknown => _summary.Unknown;

    /// <summary>How many devices have an outcome although nothing was sent for them.</summary>
    public int NotSent => _summary.NotSent;

    /// <summary>How many devices were seen to have carried the command out. Wait-IotCommand records it.</summary>
    public int Executed => _summary.Executed;

    /// <summary>How many devices replied and did not carry it out.</summary>
    public int Failed => _summary.Failed;

    /// <summary>How many devices were not connected.</summary>
    public int Offline => _summary.Offline;

    /// <summary>How many devices did not reply in time.</summary>
    public int NoAnswer => _summary.NoAnswer;

    /// <summary>The devices that may or may not have been called.</summary>
    public string[] UnknownDeviceName => NamesOf(_summary.UnknownDevice);

    /// <summary>The devices whose commands were rejected.</summary>
    public string[] RejectedDeviceName => NamesOf(_summary.RejectedDevice);

    /// <summary>The devices for which nothing was sent.</summary>
    public string[] NotSentDeviceName => NamesOf(_summary.NotSentDevice);

    /// <summary>The devices that replied and did not carry the command out.</summary>
    public string[] FailedDeviceName => NamesOf(_summary.FailedDevice);

    /// <summary>The devices that were not connected.</summary>
    public string[] OfflineDeviceName => NamesOf(_summary.OfflineDevice);

    /// <summary>The devices that did not reply in time.</summary>
    public string[] NoAnswerDeviceName => NamesOf(_summary.NoAnswerDevice);

    /// <summary>The devices that may or may not have been called, with their products.</summary>
    public IotJournalDevice[] UnknownDevice => IotJournalDevice.Create(_summary.UnknownDevice);

    /// <summary>The devices whose commands were rejected, with their products.</summary>
    public IotJournalDevice[] RejectedDevice => IotJournalDevice.Create(_summary.RejectedDevice);

    /// <summary>The devices for which nothing was sent, with their products.</summary>
    public IotJournalDevice[] NotSentDevice => IotJournalDevice.Create(_summary.NotSentDevice);

    /// <summary>The devices that replied and did not carry the command out, with their products.</summary>
    public IotJournalDevice[] FailedDevice => IotJournalDevice.Create(_summary.FailedDevice);

    /// <summary>The devices that were not connected, with their products.</summary>
    public IotJournalDevice[] OfflineDevice => IotJournalDevice.Create(_summary.OfflineDevice);

    /// <summary>The devices that did not reply in time, with their products.</summary>
    public IotJournalDevice[] NoAnswerDevice => IotJournalDevice.Create(_summary.NoAnswerDevice);

    /// <summary>The counts.</summary>
    public override string ToString() => _summary.ToString();

    internal static IotJournalSummary Read(IReadOnlyList<string> paths, IProgress<double>? progress, CancellationToken cancellationToken) =>
        new(JournalSummary.Read(paths, progress, cancellationToken));

    private static string[] NamesOf(IReadOnlyList<JournalDevice> devices) => [.. devices.Select(static device => device.DeviceName)];
}
