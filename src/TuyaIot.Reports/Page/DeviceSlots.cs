using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using TuyaIot.Journals;
using TuyaIot.Reports.Charts;
using TuyaIot.Reports.Html;

namespace TuyaIot.Reports.Page;

/// <summary>What was not accepted: the reasons, and the devices of each outcome, which are written while the journal is read again.</summary>
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
            ["lists"] = RequestCount.Outcomes
                .Where(outcome => outcome is not DeviceOutcome.Accepted && report.Devices[outcome] > 0)
                .Select(outcome => ListSlots(report, outcome, cancellationToken)),
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

    private static Slots ListSlots(RunReport report, DeviceOutcome outcome, CancellationToken cancellationToken)
    {
        OutcomeStyle style = OutcomeStyle.For(outcome);
        int left = report.Devices[outcome] - MaxDevices;
        return new Slots
        {
            ["id"] = style.Class,
            ["name"] = style.Name,
            ["heading"] = $"{style.Name}: {NumberFormat.Count(report.Devices[outcome], "device")}",
            ["meaning"] = style.Meaning,
            ["command"] = ResumeCommand.ToMarkup(ResumeCommand.For(report, outcome)),
            ["file"] = $"{Path.GetFileNameWithoutExtension(report.Path)}-{style.Class}.csv",
            ["devices"] = (Action<TextWriter>)(writer => WriteDevices(writer, report, outcome, cancellationToken)),
            ["paper"] = report.Devices[outcome] > DevicesInPart ? $"On paper, the list ends after {DevicesInPart} devices." : null,
            ["left"] = left > 0 ? $"The first {NumberFormat.Number(MaxDevices)} devices are listed, and {NumberFormat.Number(left)} are not." : null,
            ["all"] = ResumeCommand.ToMarkup(ResumeCommand.NamesOf(report, outcome)),
        };
    }

    private static void WriteDevices(TextWriter writer, RunReport report, DeviceOutcome outcome, CancellationToken cancellationToken)
    {
        int written = 0;
        report.NameDevices(outcome, WriteDevice, cancellationToken);
        writer.Write("</span>");

        void WriteDevice(string name, Reason reason)
        {
            if (written < MaxDevices)
            {
                writer.Write(written == 0 ? "<span class=\"part\">" : written % DevicesInPart == 0 ? "</span><span class=\"part\">" : string.Empty);
                writer.Write($"{Markup.Escape(name)}\t{Markup.Escape(Label(reason))}\n");
                written++;
            }
        }
    }

    private static string Label(Reason reason) => reason.Code is { Length: > 0 } code ? code : $"({Markup.Shorten(reason.Message ?? "no code", MaxLabel)})";
}
