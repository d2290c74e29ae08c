using System;
using System.Collections.Generic;

namespace TuyaIot.Reports.Page;

/// <summary>What the fillings of a drawing mean.</summary>
internal static class Legend
{
    public static void Write(Html html, IEnumerable<(string Class, string Text)> entries) => html.In("ul", "legend", () =>
    {
        foreach ((string style, string text) in entries)
        {
            html.In("li", (string?)null, () =>
            {
                Swatch(html, style);
                html.Text(text);
            });
        }
    });

    /// <summary>The head of a row of a table, with the filling that stands for it.</summary>
    public static void RowHead(Html html, string style, Action name) => html.In("th", [("scope", "row")], () => html.In("div", "key", () =>
    {
        Swatch(html, style);
        html.In("span", (string?)null, name);
    }));

    private static void Swatch(Html html, string style) => html.In(
        "svg",
        [("class", "swatch"), ("width", "14"), ("height", "14"), ("aria-hidden", "true")],
        () => html.Empty("rect", ("class", style), ("width", "14"), ("height", "14"), ("rx", "2")));
}
