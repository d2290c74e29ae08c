using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Reports.Charts;

/// <summary>Latencies in bins whose edges are round numbers, ten to a power of ten: as fine for milliseconds as for minutes.</summary>
internal sealed class LatencyBins
{
    /// <summary>So few are drawn as many, or one bar would be as broad as the page.</summary>
    private const int Fewest = 8;

    private static readonly double[] Edges =
    [
        0,
        .. Enumerable.Range(0, 8).SelectMany(static power => new[] { 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 }.Select(digit => digit * Math.Pow(10, power))),
    ];

    private readonly long[] _counts;

    public LatencyBins(LatencyCounts latency)
    {
        // Edges between which there is no whole number of milliseconds would make bins that stay empty.
        double[] edges = [.. Edges.Where(static edge => edge == Math.Floor(edge))];
        long[] counts = new long[edges.Length];
        foreach (KeyValuePair<long, long> item in latency.All)
        {
            counts[IndexOf(edges, item.Key)] += item.Value;
        }

        int first = Array.FindIndex(counts, static count => count > 0);
        int last = Math.Max(first + Fewest - 1, Array.FindLastIndex(counts, static count => count > 0));
        _counts = [.. counts.Skip(first).Take(last + 1 - first)];
        From = [.. edges.Skip(first).Take(last + 1 - first)];
        End = last + 1 < edges.Length ? edges[last + 1] : edges[edges.Length - 1] * 2;
    }

    /// <summary>Where each bin begins, in milliseconds.</summary>
    public IReadOnlyList<double> From { get; }

    /// <summary>Where the last bin ends.</summary>
    public double End { get; }

    public IReadOnlyList<long> Counts => _counts;

    public long Most => _counts.Max();

    public double EndOf(int bin) => bin + 1 < From.Count ? From[bin + 1] : End;

    /// <summary>Where a latency is on the axis, from 0 to 1.</summary>
    public double PlaceOf(long milliseconds)
    {
        int bin = 0;
        while (bin + 1 < From.Count && From[bin + 1] <= milliseconds)
        {
            bin++;
        }

        double within = Math.Min(1, (milliseconds + 0.5 - From[bin]) / (EndOf(bin) - From[bin]));
        return (bin + within) / Counts.Count;
    }

    private static int IndexOf(double[] edges, long milliseconds)
    {
        int found = Array.BinarySearch(edges, milliseconds);
        return found >= 0 ? found : ~found - 1;
    }
}
