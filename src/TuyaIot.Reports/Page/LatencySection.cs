using System.Linq;
using TuyaIot.Reports.Charts;

namespace TuyaIot.Reports.Page;

/// <summary>How long the gateway took to answer.</summary>
internal static class LatencySection
{
    private static readonly (string Name, double Share)[] Quantiles =
        [("Half within", 0.5), ("90 % within", 0.9), ("99 % within", 0.99), ("Slowest", 1)];

    public static void Write(Html html, RunReport report) => Section.Write(html, "latency", "How long answers took", () =>
    {
        LatencyCounts latency = report.Latency;
        if (latency.Count == 0)
        {
            Section.Say(html, "The journal has no time of an answer.");
            return;
        }

        string without = latency.Without == 0
            ? string.Empty
            : $" {Figures.Of(latency.Without, "request")} without such a time, never sent or recorded by an earlier version, left out.";
        Section.Say(html, $"From sending the last attempt of a request to the end of its answer, or until there was none to wait for any more; waiting for a turn does not count.{without}");
        html.In("dl", "facts", () =>
        {
            foreach ((string name, double share) in Quantiles)
            {
                html.In("div", (string?)null, () =>
                {
                    html.Text("dt", name);
                    html.Text("dd", Figures.Milliseconds(latency.Quantile(share)));
                });
            }
        });
        LatencyBins bins = new(latency);
        LatencyChart.Write(html, latency, bins, Describe(latency));
        Table.Behind(html, "The numbers by time", () => WriteTable(html, latency, bins));
    });

    private static string Describe(LatencyCounts latency) =>
        $"{Figures.Of(latency.Count, "request")}, from {Figures.Milliseconds(latency.Fastest)} to {Figures.Milliseconds(latency.Slowest)}, "
        + $"half of them within {Figures.Milliseconds(latency.Quantile(0.5))}. The numbers are in the table that follows.";

    private static void WriteTable(Html html, LatencyCounts latency, LatencyBins bins) => Table.Write(
        html,
        "Requests by how long the answer took",
        ["Answer after", "Requests", "Share"],
        () =>
        {
            foreach (int bin in Enumerable.Range(0, bins.Counts.Count))
            {
                html.In("tr", (string?)null, () =>
                {
                    Table.RowHead(html, LatencyChart.Range(bins, bin));
                    Table.Number(html, bins.Counts[bin]);
                    html.Text("td", Figures.Share(bins.Counts[bin], latency.Count), ("class", "number"));
                });
            }
        });
}
