using System.Collections.Generic;
using System.Linq;
using TuyaIot.Journals;
using TuyaIot.Reports.Html;

namespace TuyaIot.Reports.Charts;

/// <summary>How an outcome, or what was seen of a device, is named and drawn: by a colour and by a pattern, so that it can be told without colour.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Class">The class of what is filled for it.</param>
/// <param name="Meaning">What it means, and whether it is safe to send again.</param>
internal sealed record OutcomeStyle(string Name, string Class, string Meaning)
{
    private static readonly Dictionary<DeviceOutcome, OutcomeStyle> Styles = new()
    {
        [DeviceOutcome.Accepted] = new(
            "Accepted", "accepted", "The gateway accepted the command. Wait-IotCommand sees whether a device carries it out."),
        [DeviceOutcome.Rejected] = new("Rejected", "rejected", "The gateway refused the command. It is safe to send it again."),
        [DeviceOutcome.NotSent] = new("Not sent", "not-sent", "Nothing reached the gateway. It is safe to send it again."),
        [DeviceOutcome.Unknown] = new(
            "Unknown", "unknown", "The reply was lost: the command may have been carried out, or not. Check before you send it again."),
    };

    private static readonly Dictionary<ExecutionStatus, OutcomeStyle> SeenStyles = new()
    {
        [ExecutionStatus.Executed] = new("Executed", "accepted", "The device carried out the command."),
        [ExecutionStatus.Failed] = new("Failed", "rejected", "The device replied and did not carry out the command."),
        [ExecutionStatus.Offline] = new("Offline", "not-sent", "The device was not connected. It may still get the command. Wait again to see it."),
        [ExecutionStatus.NoAnswer] = new("No answer", "unknown", "The device did not reply in time. It may still reply. Wait again to see it."),
    };

    /// <summary>Devices of which nothing was seen after the reply of the gateway.</summary>
    public static OutcomeStyle NothingSeen { get; } = new("Nothing seen", "not-reached", "Nobody waited for the device, or nothing came of it.");

    /// <summary>Devices of the input that are not in the journal.</summary>
    public static OutcomeStyle NotReached { get; } = new(
        "Not reached", "not-reached", "The run ended before their turn. It is safe to send to them.");

    /// <summary>What its section is called in the page.</summary>
    public string Id => Name.ToLowerInvariant().Replace(' ', '-');

    public static OutcomeStyle For(DeviceOutcome outcome) => Styles[outcome];

    public static OutcomeStyle For(ExecutionStatus status) => SeenStyles[status];

    public static OutcomeStyle For(Reason reason) => reason.Outcome is ExecutionStatus status ? For(status) : For((DeviceOutcome)reason.Outcome);

    /// <summary>A small area with the filling of a class, beside the words for it.</summary>
    public static Markup Swatch(string style) => Markup.Element(
        "svg",
        [("class", "swatch"), ("width", "14"), ("height", "14"), ("aria-hidden", "true")],
        Markup.Element("rect", [("class", style), ("width", "14"), ("height", "14"), ("rx", "2")]));

    public static Markup Legend(IEnumerable<(string Class, string Text)> entries) => Markup.Element(
        "ul",
        [("class", "legend")],
        [.. entries.Select(static entry => Markup.Element("li", [], Swatch(entry.Class), Markup.Text(entry.Text)))]);
}
