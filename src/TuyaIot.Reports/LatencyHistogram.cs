using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Reports;

/// <summary>How long the gateway took to reply, in whole milliseconds: as many numbers as there are different ones.</summary>
internal sealed class LatencyHistogram
{
    private readonly SortedDictionary<long, long> _counts = [];

    /// <summary>How many requests have a latency.</summary>
    public long Count { get; private set; }

    /// <summary>How many requests have none: they were never sent, or no time was recorded.</summary>
    public long Without { get; private set; }

    public long Min => _counts.Keys.First();

    public long Max => Quantile(1);

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

    /// <summary>The milliseconds within which this share of the requests had their reply.</summary>
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

    /// <summary>The latencies in bins, from the first bin with a request to the last one.</summary>
    public IReadOnlyList<LatencyBin> ToBins() => LatencyBin.Create(_counts);
}

/// <summary>Requests with a latency from one number of milliseconds up to another.</summary>
/// <param name="From">The shortest.</param>
/// <param name="To">What all of them are below.</param>
/// <param name="Count">How many.</param>
internal sealed record LatencyBin(long From, long To, long Count)
{
    /// <summary>Fewer bins would make bars as wide as the page.</summary>
    private const int MinBins = 8;

    /// <summary>Ten bins to a power of ten, which suits milliseconds and minutes. Edges are whole, since a bin between two halves stays empty.</summary>
    private static readonly long[] Edges =
    [
        0,
        .. Enumerable.Range(0, 8)
            .SelectMany(static power => new[] { 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 }.Select(digit => Math.Round(digit * Math.Pow(10, power), 6)))
            .Where(static edge => edge == Math.Floor(edge))
            .Select(static edge => (long)edge),
    ];

    public static IReadOnlyList<LatencyBin> Create(IReadOnlyDictionary<long, long> counts)
    {
        long[] bins = new long[Edges.Length];
        foreach (KeyValuePair<long, long> item in counts)
        {
            int found = Array.BinarySearch(Edges, item.Key);
            bins[found >= 0 ? found : ~found - 1] += item.Value;
        }

        int first = Math.Max(0, Array.FindIndex(bins, static count => count > 0));
        int last = Math.Min(bins.Length - 1, Math.Max(first + MinBins - 1, Array.FindLastIndex(bins, static count => count > 0)));
        return [.. Enumerable.Range(first, last + 1 - first).Select(i => new LatencyBin(Edges[i], End(i, counts), bins[i]))];
    }

    /// <summary>The last bin ends after the longest latency of all.</summary>
    private static long End(int bin, IReadOnlyDictionary<long, long> counts) =>
        bin + 1 < Edges.Length ? Edges[bin + 1] : Math.Max(Edges[bin] * 2, counts.Keys.Max() + 1);
}
