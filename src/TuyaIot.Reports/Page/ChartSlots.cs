using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Journals;
using TuyaIot.Reports.Charts;
using TuyaIot.Reports.Html;

namespace TuyaIot.Reports.Page;

/// <summary>The charts over time and of reply times, with their tables.</summary>
internal static class ChartSlots
{
    private static readonly LatencyWords Reply = new(
        "latency",
        "request",
        "Requests",
        "Reply times",
        "From sending the last attempt of a request to the end of its reply, or until the wait for it ended. The wait for a turn does not count.",
        "How long the gateway took to reply",
        "Reply after");

    private static readonly LatencyWords Execution = new(
        "execution",
        "device",
        "Devices",
        "Execution times",
        "From sending the command to what shows that the device carried it out.",
        "How long devices took to carry out the command",
        "Executed after");

    public static Slots Create(RunReport report)
    {
        bool hasOutcomes = report.Attempts.Requests > 0;
        Slots slots = new()
        {
            ["hasOutcomes"] = hasOutcomes,
            ["latencies"] = new[]
            {
                hasOutcomes ? LatencySlots(Reply, report.Latency) : null,
                report.ExecutionTime.Count > 0 ? LatencySlots(Execution, report.ExecutionTime) : null,
            }.OfType<Slots>(),
        };
        if (hasOutcomes)
        {
            AddThroughput(slots, report);
            AddRetries(slots, report);
        }

        return slots;
    }

    private static void AddThroughput(Slots slots, RunReport report)
    {
        RunTimeline timeline = report.Timeline;
        TimeSpan width = timeline.Width;
        DeviceOutcome[] present = [.. RequestCount.Outcomes.Where(outcome => timeline.Slots.Any(slot => slot.Devices(outcome) > 0))];
        double max = timeline.Slots.Max(static slot => (double)RequestCount.Outcomes.Sum(slot.Devices)) / width.TotalSeconds;
        string description = $"{NumberFormat.Number(timeline.Slots.Count)} steps of {NumberFormat.Duration(width)}; at most {NumberFormat.Number(max)} devices a second. The numbers are in the table that follows.";
        slots["step"] = NumberFormat.Duration(width);
        slots["throughputNote"] = $"Devices a second by the time at which their requests ended, in steps of {NumberFormat.Duration(width)}. Times are UTC{(report.Runs.All.Count > 1 ? "; the pauses between runs are left out" : string.Empty)}.";
        slots["throughputLegend"] = OutcomeStyle.Legend(present.Select(static outcome => (OutcomeStyle.For(outcome).Class, OutcomeStyle.For(outcome).Name)));
        slots["throughputChart"] = RunCharts.OverTime(
            ("pace", "Devices a second over time", description, "devices a second"),
            report,
            180,
            static most => Scale.ForNumbers(most, 4),
            slot => [.. present.Select(outcome => (OutcomeStyle.For(outcome).Class, OutcomeStyle.For(outcome).Name.ToLowerInvariant(), slot.Devices(outcome) / width.TotalSeconds))]);
        slots["slots"] = timeline.Slots.Select((slot, i) => new Slots
        {
            ["from"] = NumberFormat.Time(report.Runs.ClockAt(timeline.StartOf(i))),
            ["accepted"] = NumberFormat.Number(slot.Devices(DeviceOutcome.Accepted)),
            ["rejected"] = NumberFormat.Number(slot.Devices(DeviceOutcome.Rejected)),
            ["notSent"] = NumberFormat.Number(slot.Devices(DeviceOutcome.NotSent)),
            ["unknown"] = NumberFormat.Number(slot.Devices(DeviceOutcome.Unknown)),
            ["retries"] = NumberFormat.Number(slot.Retries),
            ["throttled"] = NumberFormat.Number(slot.Throttled),
        });
    }

    private static Slots LatencySlots(LatencyWords words, LatencyHistogram latency)
    {
        Slots slots = new() { ["id"] = words.Id, ["heading"] = words.Heading, ["hasNoLatency"] = latency.Count == 0, ["latency"] = latency.Count > 0 };
        if (latency.Count > 0)
        {
            IReadOnlyList<LatencyBin> bins = latency.ToBins();
            string description = $"{NumberFormat.Count(latency.Count, words.Noun)}, from {NumberFormat.Milliseconds(latency.Min)} to {NumberFormat.Milliseconds(latency.Max)}, "
                + $"half of them within {NumberFormat.Milliseconds(latency.Quantile(0.5))}. The numbers are in the table that follows.";
            slots["note"] = words.Note;
            slots["without"] = latency.Without == 0 ? null : $"{NumberFormat.Count(latency.Without, words.Noun)} without such a time left out.";
            slots["column"] = words.Column;
            slots["unit"] = words.Unit;
            slots["quantiles"] = new (string Name, double Share)[] { ("Half within", 0.5), ("90 % within", 0.9), ("99 % within", 0.99), ("Longest", 1) }
                .Select(quantile => new Slots { ["name"] = quantile.Name, ["value"] = NumberFormat.Milliseconds(latency.Quantile(quantile.Share)) });
            slots["chart"] = RunCharts.Latency((words.Id, words.Title, description, words.Noun), latency, bins);
            slots["bins"] = bins.Select(bin => new Slots
            {
                ["range"] = RunCharts.Range(bin),
                ["count"] = NumberFormat.Number(bin.Count),
                ["share"] = NumberFormat.Share(bin.Count, latency.Count),
            });
        }

        return slots;
    }

    private static void AddRetries(Slots slots, RunReport report)
    {
        AttemptCounts attempts = report.Attempts;
        bool isQuiet = attempts.Retries == 0 && attempts.Throttled == 0;
        string total = $"{NumberFormat.Count(attempts.Requests, "request")} took {NumberFormat.Count(attempts.Total, "attempt")}";
        slots["retryNote"] = isQuiet
            ? $"{total}. Nothing was throttled, and nothing was tried again."
            : $"{total}. Throttled replies: {NumberFormat.Number(attempts.Throttled)}. Attempts after the first one of a request: {NumberFormat.Number(attempts.Retries)}.";
        slots["retries"] = isQuiet ? null : new[]
        {
            new Slots
            {
                ["legend"] = OutcomeStyle.Legend([("throttled", "Throttled replies"), ("plain", "Retries for other reasons")]),

                // Each throttled reply leads to a retry, except for the last one of a request.
                ["chart"] = RunCharts.OverTime(
                    ("again", "Throttled replies and other retries over time", "The numbers are in the table of devices a second.", "attempts"),
                    report,
                    80,
                    static most => Scale.ForCounts(most, 3),
                    static slot => [("throttled", "throttled", slot.Throttled), ("plain", "other", Math.Max(0, slot.Retries - slot.Throttled))]),
                ["attempts"] = attempts.All.Select(item => new Slots
                {
                    ["name"] = item.Key == 0 ? "None, stopped before" : NumberFormat.Number(item.Key),
                    ["count"] = NumberFormat.Number(item.Value),
                    ["share"] = NumberFormat.Share(item.Value, attempts.Requests),
                    ["bar"] = RunCharts.Bar("plain", (double)item.Value / attempts.Requests),
                }),
            },
        };
    }

    /// <summary>How a histogram of times is named.</summary>
    /// <param name="Id">Its section.</param>
    /// <param name="Noun">One of what it counts.</param>
    /// <param name="Unit">Many of them, as the head of a column.</param>
    /// <param name="Heading">Its heading.</param>
    /// <param name="Note">From when to when.</param>
    /// <param name="Title">The title of its chart.</param>
    /// <param name="Column">The head of the times in its table.</param>
    private sealed record LatencyWords(string Id, string Noun, string Unit, string Heading, string Note, string Title, string Column);
}
