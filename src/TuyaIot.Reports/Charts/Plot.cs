using System;
using TuyaIot.Reports.Page;

namespace TuyaIot.Reports.Charts;

/// <summary>The ground that bars stand on: lines and numbers of the upward axis, and where the bars go.</summary>
/// <param name="html">The page.</param>
/// <param name="scale">The upward axis.</param>
/// <param name="height">How high the bars may be, in pixels.</param>
internal sealed class Plot(Html html, Scale scale, int height)
{
    private const int Above = 24;
    private const int Below = 28;

    /// <summary>How high the whole drawing is.</summary>
    public int TotalHeight => Above + height + Below;

    public int Bottom => Above + height;

    /// <summary>Lines and numbers of the upward axis, and above them what they count.</summary>
    public void WriteGround(string unit)
    {
        html.Text("text", unit, ("class", "unit"), ("x", "-48"), ("y", "10"));
        foreach (double tick in scale.Ticks)
        {
            string y = Figures.Plain(Y(tick));
            html.Empty("line", ("class", tick == 0 ? "base" : "grid"), ("x1", "0"), ("x2", "100%"), ("y1", y), ("y2", y));
            html.Text("text", Figures.Number(tick), ("class", "tick up"), ("x", "-8"), ("y", y), ("dy", "4"));
        }
    }

    /// <summary>A part of a bar from one value up to another.</summary>
    public void WriteBar(string style, double x, double width, double from, double to)
    {
        if (to > from)
        {
            // A bar of less than a pixel is still a bar.
            double high = Math.Max(1, Y(from) - Y(to));
            html.Empty(
                "rect",
                ("class", style),
                ("x", Figures.Percent(x)),
                ("width", Figures.Percent(width)),
                ("y", Figures.Plain(Y(from) - high)),
                ("height", Figures.Plain(high)));
        }
    }

    /// <summary>A number below the bars; those at the edges stay inside of them.</summary>
    public void WriteTick(double x, string text)
    {
        html.Empty("line", ("class", "base"), ("x1", Figures.Percent(x)), ("x2", Figures.Percent(x)), ("y1", Figures.Plain(Bottom)), ("y2", Figures.Plain(Bottom + 4)));
        html.Text("text", text, ("class", x > 0.97 ? "tick last" : "tick across"), ("x", Figures.Percent(x)), ("y", Figures.Plain(Bottom + 18)));
    }

    /// <summary>A line across all of the bars at one place, and what is there.</summary>
    public void WriteMark(double x, string? text)
    {
        html.Empty("line", ("class", "mark"), ("x1", Figures.Percent(x)), ("x2", Figures.Percent(x)), ("y1", Figures.Plain(Above - 8)), ("y2", Figures.Plain(Bottom)));
        if (text is not null)
        {
            html.Text("text", text, ("class", x > 0.8 ? "note before" : "note"), ("x", Figures.Percent(x)), ("dx", x > 0.8 ? "-4" : "4"), ("y", Figures.Plain(Above - 2)));
        }
    }

    private double Y(double value) => Bottom - (value / scale.End * height);
}
