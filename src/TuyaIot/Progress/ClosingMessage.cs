using System.Collections.Generic;
using TuyaIot.Text;

namespace TuyaIot.Progress;

/// <summary>The warning at the end of a run that ended early, or in which something was not accepted.</summary>
internal static class ClosingMessage
{
    /// <summary>Null where every device was accepted.</summary>
    public static string? Create(IotRunSummary summary, long? expected, int waiting, bool hasJournal)
    {
        string failures = Failures(summary);
        if (summary.Completed)
        {
            return failures.Length == 0 ? null : $"{NumberFormat.Devices(summary.Accepted)} accepted, {failures}.{NextStep(summary, hasJournal)}";
        }

        long done = summary.Devices + summary.Skipped;
        string total = expected >= done && expected > 0 ? $"{NumberFormat.Count(done)} of {NumberFormat.Devices(expected.Value)}" : NumberFormat.Devices(done);
        string rest = waiting == 0 ? string.Empty : $"; {NumberFormat.Count(waiting)} read and not sent";
        string result = failures.Length == 0 ? string.Empty : $" {char.ToUpperInvariant(failures[0])}{failures.Substring(1)}.";
        return $"Stopped after {total}{rest}.{result}"
            + (hasJournal ? " Run the same command with the same journal to go on." : " With -JournalPath the same command goes on after a stop.");
    }

    private static string Failures(IotRunSummary summary)
    {
        List<string> parts = [];
        Add(parts, summary.Rejected, "rejected");
        Add(parts, summary.Unknown, "unknown");
        Add(parts, summary.NotSent, "not sent");
        return string.Join(", ", parts);
    }

    private static void Add(List<string> parts, long count, string status)
    {
        if (count > 0)
        {
            parts.Add($"{NumberFormat.Count(count)} {status}");
        }
    }

    private static string NextStep(IotRunSummary summary, bool hasJournal) => summary switch
    {
        { Rejected: 0, NotSent: 0 } => " See Get-IotDeviceHistory before you call the unknown devices again.",
        _ when hasJournal => " Run the same command with the same journal to call the devices again that were rejected or not sent.",
        _ => " The errors say why. Results that are piped back call the same devices again.",
    };
}
