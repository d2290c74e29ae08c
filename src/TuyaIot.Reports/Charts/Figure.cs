using System;
using System.Globalization;
using TuyaIot.Reports.Page;

namespace TuyaIot.Reports.Charts;

/// <summary>A drawing with its title and its description. Lengths across are in percent, so that text keeps its size on any screen.</summary>
internal static class Figure
{
    public static void Svg(Html html, string name, string title, string description, int height, Action content) => html.In(
        "svg",
        [
            ("class", name),
            ("role", "img"),
            ("width", "100%"),
            ("height", height.ToString(CultureInfo.InvariantCulture)),
            ("aria-labelledby", $"{name}-title {name}-text"),
        ],
        () =>
        {
            html.Text("title", title, ("id", $"{name}-title"));
            html.Text("desc", description, ("id", $"{name}-text"));
            content();
        });
}
