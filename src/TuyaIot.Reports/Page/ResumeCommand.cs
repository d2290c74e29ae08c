using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using TuyaIot.Journals;
using TuyaIot.Reports.Html;
using TuyaIot.Signing;

namespace TuyaIot.Reports.Page;

/// <summary>
/// The command to type to go on with a journal. Whatever a journal says is one quoted value in it, and never more: what cannot be
/// quoted or shown becomes a placeholder, which PowerShell refuses.
/// </summary>
internal static class ResumeCommand
{
    private const int MaxValue = 500;
    private const int MaxWord = 30;

    /// <summary>PowerShell takes each of these for the end of a text in single quotes.</summary>
    private static readonly HashSet<char> Quotes = ['\'', '\u2018', '\u2019', '\u201A', '\u201B'];

    private static readonly Regex ParameterName = new(@"^[A-Za-z][A-Za-z0-9]*\z", RegexOptions.CultureInvariant);

    /// <summary>For all devices of the input.</summary>
    public static string ForInput(RunReport report) => "<the same input> | " + Command(report);

    /// <summary>For the devices of an outcome, which the journal is enough for where no row said more than its product.</summary>
    public static string For(RunReport report, DeviceOutcome outcome)
    {
        string input = report.HasRowCommands ? "<the same input>" : DevicesOf(report, outcome);
        return $"{input} | {Command(report)}{(outcome is DeviceOutcome.Unknown ? " -RetryUnknown" : string.Empty)}";
    }

    /// <summary>Sees what the devices of an outcome did; null where nothing is to be seen.</summary>
    public static string? ToSee(RunReport report, DeviceOutcome outcome) =>
        outcome is DeviceOutcome.Unknown && report.IsWaitable ? Wait(report) : null;

    /// <summary>For the devices that were seen to have a status. The journal would skip those that failed, since they were accepted; others are waited for.</summary>
    public static string For(RunReport report, ExecutionStatus status)
    {
        if (status is not ExecutionStatus.Failed)
        {
            return Wait(report);
        }

        string input = report.HasRowCommands ? "<these devices of the same input>" : DevicesOf(report, status);
        return $"{input} | {Command(report, "<a new journal>")}";
    }

    /// <summary>All devices of an outcome or a status: names, or where rows said their product objects with name and product.</summary>
    public static string DevicesOf(RunReport report, Enum outcome) =>
        $"({Summary(report)}).{outcome}{(report.HasRowProducts ? "Device" : "DeviceName")}";

    /// <summary>A command whose words are not broken at their hyphens where a line is full.</summary>
    public static Markup ToMarkup(string command) => Markup.Join(command.Split(' ').Select(static (word, i) => Markup.Join(
    [
        Markup.Text(i == 0 ? string.Empty : " "),
        word.Length > MaxWord ? Markup.Text(word) : Markup.Element("span", [("class", "word")], Markup.Text(word)),
    ])));

    private static string Wait(RunReport report) => $"{Summary(report)} | Wait-IotCommand";

    private static string Summary(RunReport report) =>
        $"Get-IotJournal -LiteralPath {string.Join(",", report.Paths.Select(static path => Quote(Path.GetFileName(path))))}{(report.IsMerged ? " -Merge" : string.Empty)}";

    private static string Command(RunReport report, string? journal = null)
    {
        journal ??= report.IsMerged ? "<the journal of these devices>" : Quote(Path.GetFileName(report.Paths[0]));
        if (report.Command is not JournalCommand command || report.Cmdlet is not string cmdlet)
        {
            return $"<the same command> -JournalPath {journal}";
        }

        StringBuilder text = new(cmdlet);
        foreach (RpcParameter parameter in command.Parameters)
        {
            // The credential's product, which those of rows would contradict.
            if (report.HasRowProducts && parameter.Name == "ProductKey")
            {
                continue;
            }

            text.Append(' ').Append(ParameterName.IsMatch(parameter.Name) ? $"-{CmdletName(parameter.Name)} {Quote(parameter.Value)}" : "<another parameter>");
        }

        return text.Append(" -JournalPath ").Append(journal).ToString();
    }

    /// <summary>The cmdlets' names for parameters of the API that have another one.</summary>
    private static string CmdletName(string apiParameter) => apiParameter switch
    {
        "Items" => "Property",
        "Versions" => "Version",
        "Expiration" => "ExpirationSeconds",
        _ => apiParameter,
    };

    private static string Quote(string value) => value.Length <= MaxValue && Markup.IsVisible(value)
        ? $"'{string.Concat(value.Select(static character => new string(character, Quotes.Contains(character) ? 2 : 1)))}'"
        : "<the same value>";
}
