using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Reports.Page;

namespace TuyaIot.Reports.Charts;

/// <summary>Something over the time of a journal's runs: a stack of parts for each slot of time.</summary>
/// <param name="html">The page.</param>
/// <param name="timeline">The slots.</param>
/// <param name="runs">Where runs begin.</param>
internal sealed class TimeChart(Html html, RunTimeline timeline, IReadOnlyList<RunSpan> runs)
{
    /// <summary>So few slots are drawn as many, or one bar would be as broad as the page.</summary>
    private const int FewestSlots = 12;
    private const int MostApart = 75;
    private const int MostMarks = 40;
    private const int MostNamedMarks = 6;

    private int Places => Math.Max(FewestSlots, timeline.Slots.Count);

    private double Seconds => Places * timeline.Width.TotalSeconds;

    /// <summary>Draws it.</summary>
    /// <param name="name">Its class and the beginning of its ids.</param>
    /// <param name="title">What it is, for those who do not see it.</param>
    /// <param name="description">What it shows, for those who do not see it.</param>
    /// <param name="unit">What the upward axis counts.</param>
    /// <param name="height">How high the bars may be.</param>
    /// <param name="scale">The upward axis for the highest bar.</param>
    /// <param name="parts">The parts of a slot from the bottom up, each with the class that fills it.</param>
    public void Write(
        string name, string title, string description, string unit, int height, Func<double, Scale> scale, Func<TimeSlot, IReadOnlyList<(string Class, string Name, double Value)>> parts)
    {
        double most = timeline.Slots.Max(slot => parts(slot).Sum(static part => part.Value));
        Plot plot = new(html, scale(most), height);
        string apart = timeline.Slots.Count <= MostApart ? " apart" : string.Empty;
        Figure.Svg(html, name, title, description, plot.TotalHeight, () =>
        {
            plot.WriteGround(unit);
            for (int i = 0; i < timeline.Slots.Count; i++)
            {
                WriteSlot(plot, i, apart, parts(timeline.Slots[i]));
            }

            WriteRuns(plot);
            WriteTimes(plot);
        });
    }

    private void WriteSlot(Plot plot, int index, string apart, IReadOnlyList<(string Class, string Name, double Value)> parts)
    {
        if (parts.All(static part => part.Value == 0))
        {
            return;
        }

        html.In("g", (string?)null, () =>
        {
            string from = Figures.Duration(TimeSpan.FromSeconds(index * timeline.Width.TotalSeconds));
            html.Text("title", $"from {from}: {string.Join(", ", parts.Where(static part => part.Value > 0).Select(static part => $"{Figures.Number(part.Value)} {part.Name}"))}");
            double bottom = 0;
            foreach ((string style, _, double value) in parts)
            {
                plot.WriteBar(style + apart, (double)index / Places, 1d / Places, bottom, bottom + value);
                bottom += value;
            }
        });
    }

    private void WriteRuns(Plot plot)
    {
        if (runs.Count is < 2 or > MostMarks)
        {
            return;
        }

        bool named = runs.Count <= MostNamedMarks;
        double last = 0;
        foreach (RunSpan run in runs.Skip(1))
        {
            double x = Math.Min(1, run.Offset.TotalSeconds / Seconds);
            bool hasRoom = named && (x - last > 0.15 || last == 0);
            last = hasRoom ? x : last;
            plot.WriteMark(x, hasRoom ? $"run {Figures.Number(run.Number)}" : null);
        }
    }

    private void WriteTimes(Plot plot)
    {
        double step = Scale.TimeStep(Seconds, 5);
        for (int i = 0; i * step <= Seconds * 1.000001; i++)
        {
            plot.WriteTick(i * step / Seconds, i == 0 ? "0" : Figures.Duration(TimeSpan.FromSeconds(i * step)));
        }
    }
}
