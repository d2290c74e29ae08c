using System.Collections.Generic;
using System.Linq;
using TuyaIot.Reports.Charts;

namespace TuyaIot.Reports.Page;

/// <summary>What was tried again, and how much of that because the gateway asked for less.</summary>
internal static class RetrySection
{
    public static void Write(Html html, RunReport report) => Section.Write(html, "retries", "Retries and throttling", () =>
    {
        AttemptCounts attempts = report.Attempts;
        Section.Say(html, Explain(attempts));
        if (attempts.Retries == 0 && attempts.Throttled == 0)
        {
            return;
        }

        Legend.Write(html, [("throttled", "Throttled answers"), ("plain", "Retries for other reasons")]);
        new TimeChart(html, report.Timeline, report.Runs.All).Write(
            "again", "Throttled answers and other retries over time", "The numbers are in the table of the throughput.", "attempts", 80, static most => Scale.ForCounts(most, 3), Parts);
        Table.Write(html, "Requests by attempts", ["Attempts", "Requests", "Share", string.Empty], () =>
        {
            long whole = attempts.All.Sum(static item => item.Value);
            foreach (KeyValuePair<int, long> item in attempts.All)
            {
                html.In("tr", (string?)null, () =>
                {
                    Table.RowHead(html, item.Key == 0 ? "None, stopped before" : Figures.Number(item.Key));
                    Table.Number(html, item.Value);
                    html.Text("td", Figures.Share(item.Value, whole), ("class", "number"));
                    BarCell.Write(html, "plain", (double)item.Value / whole);
                });
            }
        });
    });

    private static string Explain(AttemptCounts attempts)
    {
        string total = $"{Figures.Of(attempts.All.Sum(static item => item.Value), "request")} took {Figures.Of(attempts.Total, "attempt")}";
        return attempts.Retries == 0 && attempts.Throttled == 0
            ? $"{total}: nothing was throttled, and nothing was tried again."
            : $"{total}: {Figures.Of(attempts.Throttled, "answer")} said that there were too many requests, and {Figures.Of(attempts.Retries, "attempt")} followed a first one.";
    }

    /// <summary>A throttled answer is followed by a retry, but for the last.</summary>
    private static IReadOnlyList<(string Class, string Name, double Value)> Parts(TimeSlot slot) =>
    [
        ("throttled", "throttled", slot.Throttled),
        ("plain", "other retries", System.Math.Max(0, slot.Retries - slot.Throttled)),
    ];
}
