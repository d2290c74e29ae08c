using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TuyaIot.Journals;
using TuyaIot.Reports.Charts;

namespace TuyaIot.Reports.Page;

/// <summary>The answer first: how many devices were accepted, and what became of the others.</summary>
internal static class SummarySection
{
    public static void Write(Html html, RunReport report) => html.In("header", (string?)null, () =>
    {
        html.Text("p", $"Run report: {Path.GetFileName(report.Path)}", ("class", "kicker"));
        html.Text("h1", Headline(report));
        html.Text("p", State(report), ("class", "state"));
        if (report.DeviceCount > 0)
        {
            WriteShares(html, report);
            WriteTable(html, report);
        }

        if (report.StartedAt is DateTime startedAt && report.EndedAt is DateTime endedAt)
        {
            WriteFacts(html, report, startedAt, endedAt);
        }
    });

    private static string Headline(RunReport report) => report.DeviceCount == 0
        ? "No device was called"
        : $"{Figures.Number(report.Devices[DeviceOutcome.Accepted])} of {Figures.Of(report.DeviceCount, "device")} accepted";

    private static string State(RunReport report)
    {
        if (report.Runs.All.Count == 0)
        {
            return "The journal is empty: no run has begun.";
        }

        string last = report.Runs.All.Count == 1 ? "The run" : $"The last of {Figures.Number(report.Runs.All.Count)} runs";
        string state = report.Completed
            ? $"{last} came to its end."
            : $"{last} has not come to its end: it was stopped, it died, or it is still going on.";
        return report.InFlight.Requests == 0
            ? state
            : $"{state} {Figures.Of(report.InFlight.Requests, "request")} for {Figures.Of(report.InFlight.Devices, "device")} "
            + "had no outcome when a run ended; they count as unknown.";
    }

    private static void WriteShares(Html html, RunReport report)
    {
        IEnumerable<DeviceOutcome> present = RunReport.AllFates.Where(fate => report.Devices[fate] > 0);
        (string, string, long)[] parts = [.. present.Select(fate => (OutcomeStyle.Class(fate), Sentence(report, fate), (long)report.Devices[fate]))];
        ShareBar.Write(html, "What became of the devices", string.Join("; ", present.Select(fate => Sentence(report, fate))), parts);
    }

    private static string Sentence(RunReport report, DeviceOutcome fate) =>
        $"{OutcomeStyle.Name(fate)}: {Figures.Of(report.Devices[fate], "device")}, {Figures.Share(report.Devices[fate], report.DeviceCount)}";

    private static void WriteTable(Html html, RunReport report) => Table.Write(
        html,
        "What became of devices and requests",
        ["Outcome", "Devices", "Share", "Requests"],
        () =>
        {
            foreach (DeviceOutcome fate in RunReport.AllFates)
            {
                html.In("tr", (string?)null, () =>
                {
                    Legend.RowHead(html, OutcomeStyle.Class(fate), () => html.Text(OutcomeStyle.Name(fate)));
                    Table.Number(html, report.Devices[fate]);
                    html.Text("td", Figures.Share(report.Devices[fate], report.DeviceCount), ("class", "number"));
                    Table.Number(html, report.RequestsOf(fate).Requests);
                });
                Table.More(html, 4, Meaning(fate));
            }
        });

    private static string Meaning(DeviceOutcome fate) => fate switch
    {
        DeviceOutcome.Accepted => "The gateway took the command; whether a device carried it out is in the device's log.",
        DeviceOutcome.Rejected => "The gateway refused it. Calling again is safe.",
        DeviceOutcome.NotSent => "Nothing reached the gateway. Calling again is safe.",
        _ => "The answer was lost: it may have been carried out, or not. Look before calling again.",
    };

    private static void WriteFacts(Html html, RunReport report, DateTime startedAt, DateTime endedAt) => html.In("dl", "facts", () =>
    {
        Fact(html, "Began (UTC)", () => Table.Time(html, startedAt));
        Fact(html, report.Completed ? "Ended (UTC)" : "Last heard of (UTC)", () => Table.Time(html, endedAt));
        Fact(html, report.Runs.All.Count > 1 ? "Time in runs" : "Took", () => html.Text(Figures.Duration(report.Duration)));
        Fact(html, "Requests", () => html.Text(Figures.Number(report.Requests)));
        if (report.DeviceCount > 0 && report.Duration.TotalSeconds > 0)
        {
            Fact(html, "Devices a second", () => html.Text(Figures.Number(report.DeviceCount / report.Duration.TotalSeconds)));
        }
    });

    private static void Fact(Html html, string name, Action value) => html.In("div", (string?)null, () =>
    {
        html.Text("dt", name);
        html.In("dd", (string?)null, value);
    });
}
