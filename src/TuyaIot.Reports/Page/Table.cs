using System;
using System.Collections.Generic;

namespace TuyaIot.Reports.Page;

/// <summary>Tables, all of one form: a caption for those who do not see where they stand, a head, rows.</summary>
internal static class Table
{
    public static void Write(Html html, string caption, IReadOnlyList<string> heads, Action rows) => html.In("table", (string?)null, () =>
    {
        html.Text("caption", caption);
        html.In("thead", (string?)null, () => html.In("tr", (string?)null, () =>
        {
            for (int i = 0; i < heads.Count; i++)
            {
                WriteHead(html, heads[i], isFirst: i == 0);
            }
        }));
        html.In("tbody", (string?)null, rows);
    });

    public static void RowHead(Html html, string text) => html.Text("th", text, ("scope", "row"));

    public static void Number(Html html, double value) => html.Text("td", Figures.Number(value), ("class", "number"));

    /// <summary>A row of text that belongs to the row before it, as broad as the table, so that a phone has room for it.</summary>
    public static void More(Html html, int columns, string text) => html.In("tr", "more", () =>
        html.Text("td", text, ("colspan", Figures.Plain(columns))));

    public static void Time(Html html, DateTime time) => html.Text("time", Figures.Time(time), ("datetime", Figures.MachineTime(time)));

    /// <summary>A table of a drawing's numbers, out of the way until it is asked for.</summary>
    public static void Behind(Html html, string summary, Action table) => html.In("details", (string?)null, () =>
    {
        html.Text("summary", summary);
        Scrolling(html, summary, table);
    });

    /// <summary>A table that may be longer or broader than a screen.</summary>
    public static void Scrolling(Html html, string name, Action table) =>
        html.In("div", [("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", name)], table);

    /// <summary>A head without a text stands above bars, which repeat a number.</summary>
    private static void WriteHead(Html html, string text, bool isFirst)
    {
        if (text.Length == 0)
        {
            html.Empty("td", ("class", "bar"));
            return;
        }

        html.Text("th", text, ("scope", "col"), ("class", isFirst ? "text" : "number"));
    }
}
