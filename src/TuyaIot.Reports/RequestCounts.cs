using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Journals;

namespace TuyaIot.Reports;

/// <summary>Requests, and the devices in them. A device in two requests counts twice.</summary>
internal sealed class RequestCount
{
    /// <summary>What a request and its devices can come to, in the order in which a report shows it.</summary>
    public static IReadOnlyList<DeviceOutcome> Outcomes { get; } =
        [DeviceOutcome.Accepted, DeviceOutcome.Rejected, DeviceOutcome.NotSent, DeviceOutcome.Unknown];

    public int Requests { get; private set; }

    public long Devices { get; private set; }

    public void Add(int devices)
    {
        Requests++;
        Devices += devices;
    }
}

/// <summary>How many attempts requests took.</summary>
internal sealed class AttemptCounts
{
    private readonly SortedDictionary<int, long> _requests = [];

    /// <summary>A number of attempts, and how many requests took that many.</summary>
    public IReadOnlyCollection<KeyValuePair<int, long>> All => _requests;

    public long Requests { get; private set; }

    public long Total { get; private set; }

    /// <summary>Attempts after the first one of their request.</summary>
    public long Retries { get; private set; }

    /// <summary>Attempts with the reply "too many requests".</summary>
    public long Throttled { get; private set; }

    public static int RetriesOf(JournalOutcome outcome) => Math.Max(0, outcome.Attempts - 1);

    public void Add(JournalOutcome outcome)
    {
        _requests.TryGetValue(outcome.Attempts, out long count);
        _requests[outcome.Attempts] = count + 1;
        Requests++;
        Total += outcome.Attempts;
        Retries += RetriesOf(outcome);
        Throttled += outcome.Throttled;
    }
}

/// <summary>Why requests were not accepted, or devices did not execute: the code, or the message where there is no code.</summary>
internal sealed class ReasonCounts
{
    /// <summary>A gateway with a new code in each reply must not fill the memory.</summary>
    private const int MaxReasons = 500;

    private readonly Dictionary<(Enum Outcome, string Text), Reason> _reasons = [];
    private readonly Dictionary<Enum, Reason> _others = [];

    /// <summary>The reasons with the most devices first.</summary>
    public IReadOnlyList<Reason> All =>
    [
        .. _reasons.Values
            .OrderByDescending(static reason => reason.Count.Devices)
            .ThenBy(static reason => reason.Outcome)
            .ThenBy(static reason => reason.Code, StringComparer.Ordinal),
    ];

    /// <summary>Requests with a reason that came after the limit of different ones.</summary>
    public int Others => _others.Values.Sum(static reason => reason.Count.Requests);

    /// <summary>Counts a request, or what was seen of a device, and says under which reason.</summary>
    public Reason Add(Enum outcome, string? code, string? message, int devices)
    {
        (Enum, string) key = (outcome, code ?? WithoutDigits(message ?? string.Empty));
        if (!_reasons.TryGetValue(key, out Reason? reason))
        {
            reason = _reasons.Count < MaxReasons ? _reasons[key] = new Reason(outcome, code, message) : Other(outcome);
        }

        reason.Count.Add(devices);
        return reason;
    }

    private Reason Other(Enum outcome) =>
        _others.TryGetValue(outcome, out Reason? reason) ? reason : _others[outcome] = new Reason(outcome, null, "Another code, see the journal.");

    /// <summary>Messages that differ by a port or a length only are one reason.</summary>
    private static string WithoutDigits(string message) => new([.. message.Where(static character => !char.IsDigit(character))]);
}

/// <summary>A reason, and the requests that ended with it.</summary>
/// <param name="Outcome">The outcome of the requests, or the status of the devices.</param>
/// <param name="Code">The code; null where there was none.</param>
/// <param name="Message">The message of the first of them.</param>
internal sealed record Reason(Enum Outcome, string? Code, string? Message)
{
    public RequestCount Count { get; } = new();
}
