using System;

namespace TuyaIot.Reports.Page;

/// <summary>A section with a heading, which it is known by.</summary>
internal static class Section
{
    public static void Write(Html html, string id, string heading, Action content) =>
        html.In("section", [("aria-labelledby", id)], () =>
        {
            html.Text("h2", heading, ("id", id));
            content();
        });

    /// <summary>A line of explanation.</summary>
    public static void Say(Html html, string text) => html.Text("p", text, ("class", "say"));
}
