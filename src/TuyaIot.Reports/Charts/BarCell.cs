using TuyaIot.Reports.Page;

namespace TuyaIot.Reports.Charts;

/// <summary>A bar in a cell of a table, beside the number that it shows.</summary>
internal static class BarCell
{
    public static void Write(Html html, string style, double share) => html.In("td", "bar", () =>
        html.In("svg", [("width", "100%"), ("height", "12"), ("aria-hidden", "true")], () =>
            html.Empty("rect", ("class", style), ("width", Figures.Percent(share)), ("height", "12"))));
}
