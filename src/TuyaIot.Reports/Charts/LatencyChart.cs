using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Reports.Page;

namespace TuyaIot.Reports.Charts;

/// <summary>How many requests took how long.</summary>
internal static class LatencyChart
{
    /// <summary>What a number needs of the width of a phone.</summary>
    private const double Room = 0.17;

    public static void Write(Html html, LatencyCounts latency, LatencyBins bins, string description)
    {
        Plot plot = new(html, Scale.ForCounts(bins.Most, 4), 160);
        double places = bins.Counts.Count;
        Figure.Svg(html, "latency", "How long the gateway took to answer", description, plot.TotalHeight, () =>
        {
            plot.WriteGround("requests");
            for (int i = 0; i < bins.Counts.Count; i++)
            {
                int bin = i;
                html.In("g", (string?)null, () =>
                {
                    html.Text("title", $"{Range(bins, bin)}: {Figures.Of(bins.Counts[bin], "request")}");
                    plot.WriteBar("plain apart", bin / places, 1 / places, 0, bins.Counts[bin]);
                });
            }

            WriteMarks(plot, latency, bins);
            WriteTicks(plot, bins);
        });
    }

    /// <summary>The times of a bin, in words.</summary>
    public static string Range(LatencyBins bins, int bin) => bins.From[bin] == 0
        ? $"less than {Figures.Milliseconds((long)bins.EndOf(bin))}"
        : $"{Figures.Milliseconds((long)bins.From[bin])} up to {Figures.Milliseconds((long)bins.EndOf(bin))}";

    private static void WriteMarks(Plot plot, LatencyCounts latency, LatencyBins bins)
    {
        double median = bins.PlaceOf(latency.Quantile(0.5));
        double late = bins.PlaceOf(latency.Quantile(0.99));
        plot.WriteMark(median, "median");
        if (late - median > 0.2)
        {
            plot.WriteMark(late, "99 %");
        }
    }

    /// <summary>The rounder an edge is, the sooner it gets a number, as long as there is room for one.</summary>
    private static void WriteTicks(Plot plot, LatencyBins bins)
    {
        double[] edges = [.. bins.From, bins.End];
        List<double> taken = [];
        foreach (int edge in Enumerable.Range(0, edges.Length).OrderBy(edge => Roundness(edges[edge])))
        {
            double place = (double)edge / bins.Counts.Count;
            if (taken.TrueForAll(other => Math.Abs(other - place) >= Room))
            {
                taken.Add(place);
                plot.WriteTick(place, edges[edge] == 0 ? "0" : Figures.Milliseconds((long)edges[edge]));
            }
        }
    }

    /// <summary>1 before 5 and 2 before all others, as on money.</summary>
    private static int Roundness(double value)
    {
        double digits = value <= 0 ? 1 : Math.Round(value / Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-9)), 6);
        return digits switch { 1 => 0, 2 or 5 => 1, 3 => 2, _ => 3 };
    }
}
