using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using TuyaIot.Journals;
using TuyaIot.Reports.Charts;
using TuyaIot.Reports.Html;

namespace TuyaIot.Reports.Page;

/// <summary>
/// A report as one HTML page that needs no other file and no network. What it draws it also says in tables, so that it can be read
/// without seeing, without colour, without scripts and on paper.
/// </summary>
internal static class ReportPage
{
    private const int MaxValue = 500;
    private const int MaxRuns = 100;

    public static void Write(RunReport report, Stream output, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        using StreamWriter writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16 * 1024, leaveOpen: true);
        Template.Write(writer, ReadAsset("report.html"), Frame(report, now), Summary(report), DeviceSlots.Create(report, cancellationToken), ChartSlots.Create(report), Runs(report));
    }

    private static Slots Frame(RunReport report, DateTimeOffset now)
    {
        string style = ReadAsset("report.css");
        string script = ReadAsset("report.js");
        return new Slots
        {
            ["journal"] = Path.GetFileName(report.Paths[0]) + (report.IsMerged ? $" and {NumberFormat.Count(report.Paths.Count - 1, "other journal")}" : string.Empty),
            ["style"] = Markup.Trusted(style),
            ["styleHash"] = HashOf(style),
            ["script"] = Markup.Trusted(script),
            ["scriptHash"] = HashOf(script),
            ["now"] = NumberFormat.Time(now.UtcDateTime),
            ["nowMachine"] = NumberFormat.MachineTime(now.UtcDateTime),
            ["version"] = typeof(ReportPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
        };
    }

    private static Slots Summary(RunReport report)
    {
        long whole = report.DeviceCount + (report.NotReached ?? 0);
        (OutcomeStyle Style, long Devices, int? Requests)[] rows =
        [
            .. RequestCount.Outcomes.Select(outcome => (OutcomeStyle.For(outcome), (long)report.Devices[outcome], (int?)report.RequestsOf(outcome).Requests)),
            .. report.NotReached is long notReached ? [(OutcomeStyle.NotReached, notReached, (int?)null)] : Array.Empty<(OutcomeStyle, long, int?)>(),
        ];
        return new Slots
        {
            ["headline"] = whole == 0
                ? "No device was called"
                : $"{NumberFormat.Number(report.Devices[DeviceOutcome.Accepted])} of {NumberFormat.Count(whole, "device")} accepted{(report.SeenCount == 0 ? string.Empty : $", {NumberFormat.Number(report.Seen[ExecutionStatus.Executed])} executed")}",
            ["state"] = State(report),
            ["command"] = report.Command is JournalCommand command ? new[] { CommandSlots(report, command) } : null,
            ["hasDevices"] = whole > 0,
            ["shares"] = whole == 0 ? null : Shares("share", "Devices by outcome", whole, rows.Select(static row => (row.Style, row.Devices))),
            ["outcomes"] = rows.Select(row =>
            {
                Slots slots = RowSlots(row.Style, row.Devices, whole);
                slots["requests"] = row.Requests is int requests ? NumberFormat.Number(requests) : "–";
                return slots;
            }),
            ["seen"] = report.SeenCount == 0 ? null : new[] { SeenSlots(report, whole) },
            ["facts"] = report.StartedAt is DateTime startedAt && report.EndedAt is DateTime endedAt ? new[] { Facts(report, startedAt, endedAt) } : null,
            ["resume"] = whole > report.Devices[DeviceOutcome.Accepted] || (report.Command is not null && !report.Completed) ? ResumeCommand.ToMarkup(ResumeCommand.ForInput(report)) : null,
        };
    }

    private static string State(RunReport report)
    {
        if (report.Runs.All.Count == 0)
        {
            return "The journal is empty: no run has started.";
        }

        string last = report.Runs.All.Count == 1 ? "The run" : $"The last of {NumberFormat.Number(report.Runs.All.Count)} runs";
        List<string> sentences =
        [
            report.IsMerged && report.Completed ? $"The last run of each of {NumberFormat.Number(report.Paths.Count)} journals came to its end."
                : report.IsMerged ? $"Of {NumberFormat.Number(report.Paths.Count)} journals not every last run has come to its end: it was stopped, it died, or it is still running."
                : report.Completed ? $"{last} came to its end." : $"{last} has not come to its end: it was stopped, it died, or it is still running.",
        ];
        if (report.NotReached is > 0 and long notReached)
        {
            sentences.Add($"Not reached: {NumberFormat.Count(notReached, "device")}.");
        }
        else if (report.Expected is null && !report.Completed)
        {
            sentences.Add("How many devices were not reached is not known: the journal does not say how many there are.");
        }

        if (report.InFlight.Requests > 0)
        {
            sentences.Add(
                $"{NumberFormat.Count(report.InFlight.Requests, "request")} for {NumberFormat.Count(report.InFlight.Devices, "device")} "
                + "had no outcome when a run ended; they count as unknown.");
        }

        return string.Join(" ", sentences);
    }

    /// <summary>What devices did, of the same whole as what the gateway said, so that both can be compared.</summary>
    private static Slots SeenSlots(RunReport report, long whole)
    {
        (OutcomeStyle Style, long Devices)[] rows =
        [
            .. RunReport.Statuses.Select(status => (OutcomeStyle.For(status), (long)report.Seen[status])),
            (OutcomeStyle.NothingSeen, Math.Max(0, whole - report.SeenCount)),
        ];
        return new Slots
        {
            ["seenShares"] = Shares("seen", "Devices by what they did", whole, rows),
            ["statuses"] = rows.Select(row => RowSlots(row.Style, row.Devices, whole)),
            ["inferred"] = report.Inferred == 0 ? null : $"Inferred for {NumberFormat.Count(report.Inferred, "device")}: what was seen has no ID of the command, and was matched by device and time.",
        };
    }

    private static Slots RowSlots(OutcomeStyle style, long devices, long whole) => new()
    {
        ["swatch"] = OutcomeStyle.Swatch(style.Class),
        ["name"] = style.Name,
        ["devices"] = NumberFormat.Number(devices),
        ["share"] = NumberFormat.Share(devices, whole),
        ["meaning"] = style.Meaning,
    };

    private static Markup Shares(string name, string title, long whole, IEnumerable<(OutcomeStyle Style, long Devices)> rows) => RunCharts.Shares(
        name,
        title,
        [
            .. rows.Where(static row => row.Devices > 0).Select(row =>
                (row.Style.Class, $"{row.Style.Name}: {NumberFormat.Count(row.Devices, "device")}, {NumberFormat.Share(row.Devices, whole)}", row.Devices)),
        ]);

    private static Slots CommandSlots(RunReport report, JournalCommand command) => new()
    {
        ["action"] = command.Action,
        ["gateway"] = command.Endpoint.Authority,
        ["isPlain"] = command.Endpoint.Scheme == Uri.UriSchemeHttp,
        ["parameters"] = command.Parameters
            .Where(parameter => !report.HasManyProducts || parameter.Name != "ProductKey")
            .Select(static parameter => new Slots { ["name"] = parameter.Name, ["value"] = Markup.Shorten(parameter.Value, MaxValue) }),
        ["hasManyProducts"] = report.HasManyProducts,
        ["hasRowParameters"] = report.HasManyProducts ? report.HasRowCommands : report.HasRowParameters,
    };

    private static Slots Facts(RunReport report, DateTime startedAt, DateTime endedAt) => new()
    {
        ["started"] = NumberFormat.Time(startedAt),
        ["startedMachine"] = NumberFormat.MachineTime(startedAt),
        ["endedName"] = report.Completed ? "Ended (UTC)" : "Last line (UTC)",
        ["ended"] = NumberFormat.Time(endedAt),
        ["endedMachine"] = NumberFormat.MachineTime(endedAt),
        ["durationName"] = report.Runs.All.Count > 1 ? "Time in runs" : "Took",
        ["duration"] = NumberFormat.Duration(report.Duration),
        ["requests"] = NumberFormat.Number(report.Requests),
        ["speed"] = report.DeviceCount > 0 && report.Duration.TotalSeconds > 0 ? NumberFormat.Number(report.DeviceCount / report.Duration.TotalSeconds) : null,
    };

    private static Slots Runs(RunReport report)
    {
        IReadOnlyList<RunSpan> runs = report.Runs.All;
        return new Slots
        {
            ["runs"] = runs.Count < 2 ? null : new[]
            {
                new Slots
                {
                    ["limit"] = runs.Count > MaxRuns ? $"The last {MaxRuns} of {NumberFormat.Number(runs.Count)}." : null,
                    ["rows"] = runs.Skip(runs.Count - MaxRuns).Select(static run => new Slots
                    {
                        ["number"] = NumberFormat.Number(run.Number),
                        ["started"] = NumberFormat.Time(run.StartedAt),
                        ["startedMachine"] = NumberFormat.MachineTime(run.StartedAt),
                        ["duration"] = NumberFormat.Duration(run.Duration),
                        ["requests"] = NumberFormat.Number(run.Count.Requests),
                        ["devices"] = NumberFormat.Number(run.Count.Devices),
                        ["completed"] = run.Completed ? "yes" : "no",
                    }),
                },
            },
        };
    }

    /// <summary>What a content security policy allows the content by.</summary>
    private static string HashOf(string content)
    {
        using SHA256 sha256 = SHA256.Create();
        return "sha256-" + Convert.ToBase64String(sha256.ComputeHash(Encoding.UTF8.GetBytes(content)));
    }

    /// <summary>Reads a file of the source. A clone may have other line ends; a browser reads \n, and would compute another hash.</summary>
    private static string ReadAsset(string name)
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using StreamReader reader = new(stream, Encoding.UTF8);
        return string.Join("\n", reader.ReadToEnd().Split(["\r\n", "\n"], StringSplitOptions.None));
    }
}
