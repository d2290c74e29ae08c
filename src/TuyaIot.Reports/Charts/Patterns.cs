using TuyaIot.Reports.Page;

namespace TuyaIot.Reports.Charts;

/// <summary>The patterns that tell areas apart for those who see no colour. Style says what is filled with which.</summary>
internal static class Patterns
{
    public static void Write(Html html) => html.In("svg", [("class", "defs"), ("width", "0"), ("height", "0"), ("aria-hidden", "true")], () =>
        html.In("defs", (string?)null, () =>
        {
            Write(html, "rejected", 6, "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2");
            Write(html, "not-sent", 5, "M1.5,2.5 h2");
            Write(html, "unknown", 6, "M0,3 h6 M3,0 v6");
            Write(html, "throttled", 4, "M2,0 v4");
        }));

    private static void Write(Html html, string name, int size, string path)
    {
        string length = Figures.Plain(size);
        html.In(
            "pattern",
            [("id", $"pattern-{name}"), ("width", length), ("height", length), ("patternUnits", "userSpaceOnUse")],
            () =>
            {
                html.Empty("rect", ("class", $"{name}-ground"), ("width", length), ("height", length));
                html.Empty("path", ("class", $"{name}-lines"), ("d", path));
            });
    }
}
