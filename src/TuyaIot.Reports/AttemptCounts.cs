using System;
using System.Collections.Generic;
using TuyaIot.Journals;

namespace TuyaIot.Reports;

/// <summary>How often requests were tried.</summary>
internal sealed class AttemptCounts
{
    private readonly SortedDictionary<int, long> _requests = [];

    /// <summary>Attempts, and how many requests took that many.</summary>
    public IReadOnlyCollection<KeyValuePair<int, long>> All => _requests;

    public long Total { get; private set; }

    /// <summary>Attempts that followed a first one.</summary>
    public long Retries { get; private set; }

    /// <summary>Attempts that were answered with "too many requests".</summary>
    public long Throttled { get; private set; }

    public static int RetriesOf(JournalOutcome outcome) => Math.Max(0, outcome.Attempts - 1);

    public void Add(JournalOutcome outcome)
    {
        _requests.TryGetValue(outcome.Attempts, out long count);
        _requests[outcome.Attempts] = count + 1;
        Total += outcome.Attempts;
        Retries += RetriesOf(outcome);
        Throttled += outcome.Throttled;
    }
}
