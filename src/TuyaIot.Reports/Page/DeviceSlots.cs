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
        IReadOnlyList<Reason> reasons = report.Reasons.All;
        int more = reasons.Skip(MaxReasons).Sum(static reason => reason.Count.Requests) + report.Reasons.Others;
        return new Slots
        {
            ["hasReasons"] = reasons.Count > 0,
            ["allAccepted"] = reasons.Count == 0 && report.DeviceCount > 0,
            ["reasons"] = reasons.Take(MaxReasons).Select(reason => ReasonSlots(reason, reasons[0].Count.Devices)),
            ["moreReasons"] = more == 0 ? null : NumberFormat.Count(more, "more request"),
            ["lists"] = new[]
            {
                RequestCount.Outcomes.Where(outcome => outcome is not DeviceOutcome.Accepted && report.Devices[outcome] > 0).Select(outcome => ListSlots(report, outcome, cancellationToken)),
                RunReport.Statuses.Where(status => status is not ExecutionStatus.Executed && report.Seen[status] > 0).Select(status => ListSlots(report, status, cancellationToken)),
            }.SelectMany(static lists => lists),
        };
    }

    private static Slots ReasonSlots(Reason reason, long max) => new()
    {
        ["swatch"] = OutcomeStyle.Swatch(OutcomeStyle.For(reason.Outcome).Class),
        ["code"] = reason.Code,
        ["hasNoCode"] = string.IsNullOrEmpty(reason.Code),
        ["outcome"] = OutcomeStyle.For(reason.Outcome).Name,
        ["devices"] = NumberFormat.Number(reason.Count.Devices),
        ["requests"] = NumberFormat.Number(reason.Count.Requests),
        ["bar"] = RunCharts.Bar(OutcomeStyle.For(reason.Outcome).Class, (double)reason.Count.Devices / Math.Max(1, max)),
        ["message"] = Markup.Shorten(reason.Message ?? string.Empty, MaxMessage),
    };

    private static Slots ListSlots(RunReport report, DeviceOutcome outcome, CancellationToken cancellationToken) => ListSlots(
        report,
        OutcomeStyle.For(outcome),
        report.Devices[outcome],
        (ResumeCommand.For(report, outcome), ResumeCommand.NamesOf(report, outcome)),
        add => report.NameDevices(outcome, (name, reason) => add(name, Label(reason.Code, reason.Message)), cancellationToken));

    private static Slots ListSlots(RunReport report, ExecutionStatus status, CancellationToken cancellationToken) => ListSlots(
        report,
        OutcomeStyle.For(status),
        report.Seen[status],
        (ResumeCommand.For(report, status), ResumeCommand.NamesOf(report, status)),
        add => report.NameDevices(status, (name, execution) => add(name, Label(execution.Code, execution.Message ?? OutcomeStyle.For(status).Name)), cancellationToken));

    private static Slots ListSlots(RunReport report, OutcomeStyle style, int devices, (string GoOn, string All) commands, Action<Action<string, string>> nameDevices) => new()
    {
        ["id"] = style.Id,
        ["name"] = style.Name,
        ["heading"] = $"{style.Name}: {NumberFormat.Count(devices, "device")}",
        ["meaning"] = style.Meaning,
        ["command"] = ResumeCommand.ToMarkup(commands.GoOn),
        ["file"] = $"{Path.GetFileNameWithoutExtension(report.Paths[0])}-{style.Id}.csv",
        ["devices"] = (Action<TextWriter>)(writer => WriteDevices(writer, nameDevices)),
        ["paper"] = devices > DevicesInPart ? $"On paper, the list ends after {DevicesInPart} devices." : null,
        ["left"] = devices > MaxDevices ? $"The first {NumberFormat.Number(MaxDevices)} devices are listed, and {NumberFormat.Number(devices - MaxDevices)} are not." : null,
        ["all"] = ResumeCommand.ToMarkup(commands.All),
    };

    private static void WriteDevices(TextWriter writer, Action<Action<string, string>> nameDevices)
    {
        int written = 0;
        nameDevices((name, label) =>
        {
            if (written < MaxDevices)
            {
                writer.Write(written == 0 ? "<span class=\"part\">" : written % DevicesInPart == 0 ? "</span><span class=\"part\">" : string.Empty);
                writer.Write($"{Markup.Escape(name)}\t{Markup.Escape(label)}\n");
                written++;
            }
        });
        writer.Write("</span>");
    }

    private static string Label(string? code, string? message) => code is { Length: > 0 } ? code : $"({Markup.Shorten(message ?? "no code", MaxLabel)})";
}
