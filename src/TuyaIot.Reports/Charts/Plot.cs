using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Reports.Html;

namespace TuyaIot.Reports.Charts;

/// <summary>A chart of bars in SVG. Lengths across are in percent, so that text keeps its size on any screen.</summary>
/// <param name="Scale">The upward axis.</param>
/// <param name="Height">How high the bars may be, in pixels.</param>
internal sealed record Plot(Scale Scale, int Height)
{
    private const int Above = 24;
    private const int Below = 28;

    private int Bottom => Above + Height;

    /// <summary>An SVG element with a title and a description for those who do not see it.</summary>
    public static Markup Figure(string name, string title, string description, int height, IEnumerable<Markup> content) => Markup.Element(
        "svg",
        [
            ("class", $"plot {name}"),
            ("role", "img"),
            ("width", "100%"),
            ("height", NumberFormat.Coordinate(height)),
            ("aria-labelledby", $"{name}-title {name}-text"),
        ],
        Markup.Element("title", [("id", $"{name}-title")], Markup.Text(title)),
        Markup.Element("desc", [("id", $"{name}-text")], Markup.Text(description)),
        Markup.Join(content));

    /// <summary>The chart: the ground first, then what stands on it.</summary>
    public Markup Draw(string name, string title, string description, string unit, IEnumerable<Markup> content) =>
        Figure(name, title, description, Bottom + Below, [.. Ground(unit), .. content]);

    /// <summary>Bars that stand on each other at one place, with what they say, and an area to point at that is as high as the chart.</summary>
    public Markup Stack(double x, double width, string title, bool hasGaps, IEnumerable<(string Class, double Value)> parts)
    {
        List<Markup> content = [Markup.Element("title", [], Markup.Text(title))];
        double from = 0;
        foreach ((string style, double value) in parts.Where(static part => part.Value > 0))
        {
            // A bar of less than a pixel is still a bar.
            double height = Math.Max(1, Y(from) - Y(from + value));
            content.Add(Rectangle(hasGaps ? style + " apart" : style, x, width, Y(from) - height, height));
            from += value;
        }

        content.Add(Rectangle("area", x, width, Above, Height));
        return Markup.Element("g", [("class", "slot")], [.. content]);
    }

    /// <summary>A label below the bars. One at the right edge stays inside of it.</summary>
    public Markup Tick(double x, string text) => Markup.Join(
    [
        Line("base", x, Bottom, Bottom + 4),
        Label(x > 0.95 ? "tick last" : "tick across", text, x, 0, Bottom + 18),
    ]);

    /// <summary>A line across all of the bars at one place, and what is there.</summary>
    public Markup Mark(double x, string? text)
    {
        Markup line = Line("mark", x, Above - 8, Bottom);
        return text is null ? line : Markup.Join([line, Label(x > 0.8 ? "note before" : "note", text, x, x > 0.8 ? -4 : 4, Above - 2)]);
    }

    private static Markup Rectangle(string style, double x, double width, double y, double height) => Markup.Element(
        "rect",
        [
            ("class", style),
            ("x", NumberFormat.Percent(x)),
            ("width", NumberFormat.Percent(width)),
            ("y", NumberFormat.Coordinate(y)),
            ("height", NumberFormat.Coordinate(height)),
        ]);

    private static Markup Line(string style, double x, double from, double to)
    {
        string place = NumberFormat.Percent(x);
        return Markup.Element("line", [("class", style), ("x1", place), ("x2", place), ("y1", NumberFormat.Coordinate(from)), ("y2", NumberFormat.Coordinate(to))]);
    }

    private static Markup Label(string style, string text, double x, double dx, double y) => Markup.Element(
        "text",
        [("class", style), ("x", NumberFormat.Percent(x)), ("dx", NumberFormat.Coordinate(dx)), ("y", NumberFormat.Coordinate(y))],
        Markup.Text(text));

    /// <summary>Lines and numbers of the upward axis, and above them what they count.</summary>
    private IEnumerable<Markup> Ground(string unit)
    {
        yield return Markup.Element("text", [("class", "unit"), ("x", "-48"), ("y", "10")], Markup.Text(unit));
        foreach (double tick in Scale.Ticks)
        {
            string y = NumberFormat.Coordinate(Y(tick));
            yield return Markup.Element("line", [("class", tick == 0 ? "base" : "grid"), ("x1", "0"), ("x2", "100%"), ("y1", y), ("y2", y)]);
            yield return Markup.Element("text", [("class", "tick up"), ("x", "-8"), ("y", y), ("dy", "4")], Markup.Text(NumberFormat.Number(tick)));
        }
    }

    private double Y(double value) => Bottom - (value / Scale.End * Height);
}
