using System.Collections.Generic;
using System.Linq;
using TuyaIot.Journals;
using TuyaIot.Reports.Html;

namespace TuyaIot.Reports.Charts;

/// <summary>How an outcome is named and drawn: by a colour and by a pattern, so that it can be told without colour.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Class">The class of what is filled for it.</param>
/// <param name="Meaning">What it means, and whether it is safe to send again.</param>
internal sealed record OutcomeStyle(string Name, string Class, string Meaning)
{
    private static readonly Dictionary<DeviceOutcome, OutcomeStyle> Styles = new()
    {
        [DeviceOutcome.Accepted] = new(
            "Accepted", "accepted", "The gateway accepted the command. Whether a device carried it out is in the device's log."),
        [DeviceOutcome.Rejected] = new("Rejected", "rejected", "The gateway refused the command. It is safe to send it again."),
        [DeviceOutcome.NotSent] = new("Not sent", "not-sent", "Nothing reached the gateway. It is safe to send it again."),
        [DeviceOutcome.Unknown] = new(
            "Unknown", "unknown", "The reply was lost: the command may have been carried out, or not. Check before you send it again."),
    };

    /// <summary>Devices of the input that are not in the journal.</summary>
    public static OutcomeStyle NotReached { get; } = new(
        "Not reached", "not-reached", "The run ended before their turn. It is safe to send to them.");

    public static OutcomeStyle For(DeviceOutcome outcome) => Styles[outcome];

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
