using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using TuyaIot.Journals;
using TuyaIot.Reports.Charts;
using TuyaIot.Reports.Html;

namespace TuyaIot.Reports.Page;

/// <summary>What was not accepted or not executed: the reasons, and lists of devices, which are written while the journal is read again.</summary>
internal static class DeviceSlots
{
    private const int MaxMessage = 300;
    private const int MaxLabel = 120;
    private const int MaxReasons = 50;

    /// <summary>What a browser still shows and searches at once.</summary>
    private const int MaxDevices = 100_000;

    /// <summary>A browser lays out the parts that it shows, and no more of a long list.</summary>
    private const int DevicesInPart = 500;

    public static Slots Create(RunReport report, CancellationToken cancellationToken)
    {
        return new Slots
        {
            ["notAccepted"] = ReasonsSlots(report.Reasons, "more request"),
            ["allAccepted"] = report.Reasons.All.Count == 0 && report.DeviceCount > 0,
            ["notExecuted"] = ReasonsSlots(report.SeenReasons, "more device"),
            ["lists"] = new[]
            {
                RequestCount.Outcomes.Where(outcome => outcome is not DeviceOutcome.Accepted && report.Devices[outcome] > 0).Select(outcome => ListSlots(report, outcome, cancellationToken)),
                RunReport.Statuses.Where(status => status is not ExecutionStatus.Executed && report.Seen[status] > 0).Select(status => ListSlots(report, status, cancellationToken)),
            }.SelectMany(static lists => lists),
        };
    }

    /// <summary>The rows of a table of reasons; none where there are no reasons.</summary>
    private static Slots[] ReasonsSlots(ReasonCounts counts, string noun)
    {
        IReadOnlyList<Reason> reasons = counts.All;
        int more = reasons.Skip(MaxReasons).Sum(static reason => reason.Count.Requests) + counts.Others;
        return reasons.Count == 0 ? [] :
        [
            new Slots
            {
                ["reasons"] = reasons.Take(MaxReasons).Select(reason => ReasonSlots(reason, reasons[0].Count.Devices)),
                ["moreReasons"] = more == 0 ? null : NumberFormat.Count(more, noun),
            },
        ];
    }

    private static Slots ReasonSlots(Reason reason, long max) => new()
    {
        ["swatch"] = OutcomeStyle.Swatch(OutcomeStyle.For(reason).Class),
        ["code"] = reason.Code,
        ["hasNoCode"] = string.IsNullOrEmpty(reason.Code),
        ["outcome"] = OutcomeStyle.For(reason).Name,
        ["devices"] = NumberFormat.Number(reason.Count.Devices),
        ["requests"] = NumberFormat.Number(reason.Count.Requests),
        ["bar"] = RunCharts.Bar(OutcomeStyle.For(reason).Class, (double)reason.Count.Devices / Math.Max(1, max)),
        ["message"] = Markup.Shorten(reason.Message ?? string.Empty, MaxMessage),
    };

    private static Slots ListSlots(RunReport report, DeviceOutcome outcome, CancellationToken cancellationToken) => ListSlots(
        report,
        OutcomeStyle.For(outcome),
        report.Devices[outcome],
        (ResumeCommand.ToSee(report, outcome), ResumeCommand.For(report, outcome), ResumeCommand.DevicesOf(report, outcome)),
        add => report.NameDevices(outcome, (device, reason) => add(device, Label(reason.Code, reason.Message)), cancellationToken));

    private static Slots ListSlots(RunReport report, ExecutionStatus status, CancellationToken cancellationToken) => ListSlots(
        report,
        OutcomeStyle.For(status),
        report.Seen[status],
        (null, ResumeCommand.For(report, status), ResumeCommand.DevicesOf(report, status)),
        add => report.NameDevices(status, (device, execution) => add(device, Label(execution.Code, execution.Message ?? OutcomeStyle.For(status).Name)), cancellationToken));

    private static Slots ListSlots(RunReport report, OutcomeStyle style, int devices, (string? See, string GoOn, string All) commands, Action<Action<JournalDevice, string>> nameDevices) => new()
    {
        ["id"] = style.Id,
        ["name"] = style.Name,
        ["heading"] = $"{style.Name}: {NumberFormat.Count(devices, "device")}",
        ["meaning"] = style.Meaning,
        ["see"] = commands.See is string see ? ResumeCommand.ToMarkup(see) : null,
        ["command"] = ResumeCommand.ToMarkup(commands.GoOn),
        ["file"] = $"{Path.GetFileNameWithoutExtension(report.Paths[0])}-{style.Id}.csv",
        ["hasProducts"] = report.HasManyProducts,
        ["hasNames"] = !report.HasManyProducts,
        ["devices"] = (Action<TextWriter>)(writer => WriteDevices(writer, report.HasManyProducts, nameDevices)),
        ["paper"] = devices > DevicesInPart ? $"On paper, the list ends after {DevicesInPart} devices." : null,
        ["left"] = devices > MaxDevices ? $"The first {NumberFormat.Number(MaxDevices)} devices are listed, and {NumberFormat.Number(devices - MaxDevices)} are not." : null,
        ["all"] = ResumeCommand.ToMarkup(commands.All),
    };

    private static void WriteDevices(TextWriter writer, bool hasProducts, Action<Action<JournalDevice, string>> nameDevices)
    {
        int written = 0;
        nameDevices((device, label) =>
        {
            if (written < MaxDevices)
            {
                writer.Write(written == 0 ? "<span class=\"part\">" : written % DevicesInPart == 0 ? "</span><span class=\"part\">" : string.Empty);
                string product = hasProducts ? $"{Markup.Escape(device.ProductKey ?? string.Empty)}\t" : string.Empty;
                writer.Write($"{Markup.Escape(device.DeviceName)}\t{product}{Markup.Escape(label)}\n");
                written++;
            }
        });
        writer.Write("</span>");
    }

    private static string Label(string? code, string? message) => code is { Length: > 0 } ? code : $"({Markup.Shorten(message ?? "no code", MaxLabel)})";
}
