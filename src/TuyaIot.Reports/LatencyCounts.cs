using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Reports;

/// <summary>How long gateways took to answer, in whole milliseconds: as many numbers as there are different ones.</summary>
internal sealed class LatencyCounts
{
    private readonly SortedDictionary<long, long> _counts = [];

    /// <summary>How many requests have a latency.</summary>
    public long Count { get; private set; }

    /// <summary>How many have none: they were never sent, or were recorded before latencies were.</summary>
    public long Without { get; private set; }

    public long Fastest => _counts.Keys.First();

    public long Slowest => Quantile(1);

    /// <summary>Milliseconds and how many took them, from the fastest on.</summary>
    public IEnumerable<KeyValuePair<long, long>> All => _counts;

    public void Add(TimeSpan? latency)
    {
        if (latency is not TimeSpan time)
        {
            Without++;
            return;
        }

        long milliseconds = Math.Max(0, (long)time.TotalMilliseconds);
        _counts.TryGetValue(milliseconds, out long count);
        _counts[milliseconds] = count + 1;
        Count++;
    }

    /// <summary>The milliseconds within which this share of the requests was answered.</summary>
    public long Quantile(double share)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        foreach (KeyValuePair<long, long> item in _counts)
        {
            rank -= item.Value;
            if (rank <= 0)
            {
                return item.Key;
            }
        }

        return 0;
    }
}
