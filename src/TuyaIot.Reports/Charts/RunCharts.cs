using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Reports.Html;

namespace TuyaIot.Reports.Charts;

/// <summary>The charts of a report.</summary>
internal static class RunCharts
{
    /// <summary>A part that exists is visible.</summary>
    private const double MinShare = 0.004;

    /// <summary>Fewer slots would make bars as wide as the page.</summary>
    private const int MinPlaces = 12;
    private const int MaxBarsWithGaps = 75;
    private const int MaxMarks = 40;
    private const int MaxNamedMarks = 6;
    private const double MarkRoom = 0.15;
    private const double LatencyRoom = 0.19;

    /// <summary>A whole and its parts, side by side on one bar.</summary>
    public static Markup Shares(string name, string title, IReadOnlyList<(string Class, string Text, long Count)> parts)
    {
        double whole = parts.Sum(static part => part.Count);
        double[] widths = [.. parts.Select(part => part.Count == 0 ? 0 : Math.Max(MinShare, part.Count / whole))];
        double sum = widths.Sum();
        return Plot.Figure(name, title, string.Join("; ", parts.Select(static part => part.Text)), 40, parts.Select((part, i) => Markup.Element(
            "g",
            [("class", "slot")],
            Markup.Element("title", [], Markup.Text(part.Text)),
            Markup.Element(
                "rect",
                [
                    ("class", $"{part.Class} apart"),
                    ("x", NumberFormat.Percent(widths.Take(i).Sum() / sum)),
                    ("width", NumberFormat.Percent(widths[i] / sum)),
                    ("height", "40"),
                ]))));
    }

    /// <summary>A bar in a cell of a table, beside the number that it shows.</summary>
    public static Markup Bar(string style, double share) => Markup.Element(
        "svg",
        [("width", "100%"), ("height", "12"), ("aria-hidden", "true")],
        Markup.Element("rect", [("class", style), ("width", NumberFormat.Percent(share)), ("height", "12")]));

    /// <summary>A stack of parts for each slot of a timeline.</summary>
    /// <param name="chart">What the chart is called, and what it counts.</param>
    /// <param name="report">The timeline and the runs.</param>
    /// <param name="height">How high the bars may be.</param>
    /// <param name="scale">The upward axis for the highest bar.</param>
    /// <param name="parts">The parts of a slot from the bottom up.</param>
    public static Markup OverTime(
        (string Name, string Title, string Description, string Unit) chart,
        RunReport report,
        int height,
        Func<double, Scale> scale,
        Func<TimeSlot, IReadOnlyList<(string Class, string Name, double Value)>> parts)
    {
        IReadOnlyList<TimeSlot> slots = report.Timeline.Slots;
        double places = Math.Max(MinPlaces, slots.Count);
        double seconds = places * report.Timeline.Width.TotalSeconds;
        ClockAxis clock = new(report.Runs, seconds);
        Plot plot = new(scale(slots.Max(slot => parts(slot).Sum(static part => part.Value))), height);
        return plot.Draw(chart.Name, chart.Title, chart.Description, chart.Unit, [.. slots.Select(DrawSlot), .. Marks(), .. clock.Ticks().Select(tick => plot.Tick(tick.Place, tick.Text))]);

        Markup DrawSlot(TimeSlot slot, int i)
        {
            IReadOnlyList<(string Class, string Name, double Value)> values = parts(slot);
            string[] words = [.. values.Where(static part => part.Value > 0).Select(static part => $"{NumberFormat.Number(part.Value)} {part.Name}")];
            string title = $"From {clock.TextAt(report.Timeline.StartOf(i), report.Timeline.Width)} UTC: {(words.Length == 0 ? "nothing" : $"{string.Join(", ", words)} {chart.Unit}")}";
            return plot.Stack(i / places, 1 / places, title, slots.Count <= MaxBarsWithGaps, values.Select(static part => (part.Class, part.Value)));
        }

        IEnumerable<Markup> Marks() => report.Runs.All.Count is > 1 and <= MaxMarks ? RunMarks(plot, report.Runs, seconds) : [];
    }

    /// <summary>How many requests, or devices, took how long.</summary>
    public static Markup Latency((string Name, string Title, string Description, string Noun) chart, LatencyHistogram latency, IReadOnlyList<LatencyBin> bins)
    {
        Plot plot = new(Scale.ForCounts(bins.Max(static bin => bin.Count), 4), 160);
        double places = bins.Count;
        double median = PlaceOf(bins, latency.Quantile(0.5));
        double late = PlaceOf(bins, latency.Quantile(0.99));
        return plot.Draw(chart.Name, chart.Title, chart.Description, chart.Noun + "s",
        [
            .. bins.Select((bin, i) => plot.Stack(i / places, 1 / places, $"{Range(bin)}: {NumberFormat.Count(bin.Count, chart.Noun)}", hasGaps: true, [("plain", bin.Count)])),
            plot.Mark(median, "median"),
            late - median > 0.2 ? plot.Mark(late, "99 %") : Markup.Empty,
            .. LatencyTicks(bins).Select(tick => plot.Tick(tick.Place, tick.Text)),
        ]);
    }

    /// <summary>The times of a bin, in words.</summary>
    public static string Range(LatencyBin bin) => bin.From == 0
        ? $"less than {NumberFormat.Milliseconds(bin.To)}"
        : $"{NumberFormat.Milliseconds(bin.From)} up to {NumberFormat.Milliseconds(bin.To)}";

    private static IEnumerable<Markup> RunMarks(Plot plot, RunList runs, double seconds)
    {
        double last = 0;
        foreach (RunSpan run in runs.All.Skip(1))
        {
            double place = Math.Min(1, run.Offset.TotalSeconds / seconds);
            bool isNamed = runs.All.Count <= MaxNamedMarks && (last == 0 || place - last > MarkRoom);
            last = isNamed ? place : last;
            yield return plot.Mark(place, isNamed ? $"run {NumberFormat.Number(run.Number)}" : null);
        }
    }

    private static double PlaceOf(IReadOnlyList<LatencyBin> bins, long milliseconds)
    {
        int i = 0;
        while (bins[i].To <= milliseconds)
        {
            i++;
        }

        return (i + ((milliseconds + 0.5 - bins[i].From) / (bins[i].To - bins[i].From))) / bins.Count;
    }

    /// <summary>The rounder an edge is, the sooner it gets a label, as long as there is room for one.</summary>
    private static List<(double Place, string Text)> LatencyTicks(IReadOnlyList<LatencyBin> bins)
    {
        List<(double Place, string Text)> ticks = [];
        long[] edges = [.. bins.Select(static bin => bin.From), bins[bins.Count - 1].To];
        foreach (int i in Enumerable.Range(0, edges.Length).OrderBy(i => Scale.Roundness(edges[i])))
        {
            double place = (double)i / bins.Count;
            if (ticks.TrueForAll(tick => Math.Abs(tick.Place - place) >= LatencyRoom))
            {
                ticks.Add((place, edges[i] == 0 ? "0" : NumberFormat.Milliseconds(edges[i])));
            }
        }

        return ticks;
    }
}
