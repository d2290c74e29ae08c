using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Journals;
using TuyaIot.Reports.Charts;

namespace TuyaIot.Reports.Page;

/// <summary>How fast it went, over time.</summary>
internal static class ThroughputSection
{
    public static void Write(Html html, RunReport report) => Section.Write(html, "throughput", "Throughput over time", () =>
    {
        RunTimeline timeline = report.Timeline;
        DeviceOutcome[] present = [.. RunReport.AllFates.Where(fate => timeline.Slots.Any(slot => slot.Devices(fate) > 0))];
        Section.Say(html, Explain(report));
        Legend.Write(html, present.Select(static fate => (OutcomeStyle.Class(fate), OutcomeStyle.Name(fate))));
        new TimeChart(html, timeline, report.Runs.All).Write(
            "pace", "Devices a second over time", Describe(timeline), "devices a second", 180, static most => Scale.ForNumbers(most, 4), slot => Parts(slot, present, timeline.Width));
        Table.Behind(html, "The numbers over time", () => WriteTable(html, timeline));
    });

    private static string Explain(RunReport report)
    {
        string pauses = report.Runs.All.Count > 1 ? ", the pauses between runs left out" : string.Empty;
        return $"Devices whose requests ended, a second, in steps of {Figures.Duration(report.Timeline.Width)}{pauses}.";
    }

    private static string Describe(RunTimeline timeline)
    {
        double most = timeline.Slots.Max(static slot => (double)All(slot)) / timeline.Width.TotalSeconds;
        return $"{Figures.Number(timeline.Slots.Count)} steps of {Figures.Duration(timeline.Width)}; at most {Figures.Number(most)} devices a second. The numbers are in the table that follows.";
    }

    private static IReadOnlyList<(string Class, string Name, double Value)> Parts(TimeSlot slot, DeviceOutcome[] present, TimeSpan width) =>
    [
        .. present.Select(fate => (
            OutcomeStyle.Class(fate), $"{OutcomeStyle.Name(fate)} devices a second".ToLowerInvariant(), slot.Devices(fate) / width.TotalSeconds)),
    ];

    private static long All(TimeSlot slot) => RunReport.AllFates.Sum(slot.Devices);

    private static void WriteTable(Html html, RunTimeline timeline) => Table.Write(
        html,
        $"Devices by outcome, and attempts that were tried again, in each {Figures.Duration(timeline.Width)}",
        ["From", .. RunReport.AllFates.Select(OutcomeStyle.Name), "Retries", "Throttled"],
        () =>
        {
            for (int i = 0; i < timeline.Slots.Count; i++)
            {
                TimeSlot slot = timeline.Slots[i];
                string from = Figures.Duration(TimeSpan.FromSeconds(i * timeline.Width.TotalSeconds));
                html.In("tr", (string?)null, () =>
                {
                    Table.RowHead(html, from);
                    foreach (DeviceOutcome fate in RunReport.AllFates)
                    {
                        Table.Number(html, slot.Devices(fate));
                    }

                    Table.Number(html, slot.Retries);
                    Table.Number(html, slot.Throttled);
                });
            }
        });
}
