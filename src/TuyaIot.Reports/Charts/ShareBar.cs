using System.Collections.Generic;
using System.Linq;
using TuyaIot.Reports.Page;

namespace TuyaIot.Reports.Charts;

/// <summary>A whole and its parts, side by side on one bar.</summary>
internal static class ShareBar
{
    /// <summary>What is there at all must be seen.</summary>
    private const double Least = 0.004;

    public static void Write(Html html, string title, string description, IReadOnlyList<(string Class, string Text, long Count)> parts)
    {
        double[] widths = Widths([.. parts.Select(static part => part.Count)]);
        Figure.Svg(html, "share", title, description, 40, () =>
        {
            double from = 0;
            for (int i = 0; i < widths.Length; i++)
            {
                (string style, string text, _) = parts[i];
                double x = from;
                double width = widths[i];
                from += width;
                if (width > 0)
                {
                    html.In("rect", [("class", $"{style} apart"), ("x", Figures.Percent(x)), ("width", Figures.Percent(width)), ("height", "40")], () =>
                        html.Text("title", text));
                }
            }
        });
    }

    private static double[] Widths(long[] counts)
    {
        double whole = counts.Sum();
        double[] widths = [.. counts.Select(count => count == 0 ? 0 : System.Math.Max(Least, count / whole))];
        double sum = widths.Sum();
        return [.. widths.Select(width => width / sum)];
    }
}
