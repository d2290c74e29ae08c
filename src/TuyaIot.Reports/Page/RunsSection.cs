using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Reports.Page;

/// <summary>The runs of a journal that was resumed.</summary>
internal static class RunsSection
{
    private const int Most = 100;

    public static void Write(Html html, RunReport report)
    {
        IReadOnlyList<RunSpan> runs = report.Runs.All;
        if (runs.Count < 2)
        {
            return;
        }

        Section.Write(html, "runs", "Runs", () =>
        {
            if (runs.Count > Most)
            {
                Section.Say(html, $"The last {Most} of {Figures.Number(runs.Count)}.");
            }

            Table.Scrolling(html, "Runs", () => WriteTable(html, runs.Skip(runs.Count - Most)));
        });
    }

    private static void WriteTable(Html html, IEnumerable<RunSpan> runs) => Table.Write(
        html,
        "The runs of this journal; times are UTC",
        ["Run", "Began (UTC)", "Took", "Requests", "Devices", "Completed"],
        () =>
        {
            foreach (RunSpan run in runs)
            {
                WriteRow(html, run);
            }
        });

    private static void WriteRow(Html html, RunSpan run) => html.In("tr", (string?)null, () =>
    {
        Table.RowHead(html, Figures.Number(run.Number));
        html.In("td", "number", () => Table.Time(html, run.StartedAt));
        html.Text("td", Figures.Duration(run.Duration), ("class", "number"));
        Table.Number(html, run.Requests);
        Table.Number(html, run.Devices);
        html.Text("td", run.Completed ? "yes" : "no", ("class", "number"));
    });
}
