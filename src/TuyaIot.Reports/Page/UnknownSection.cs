using System.Threading;
using TuyaIot.Journals;

namespace TuyaIot.Reports.Page;

/// <summary>The devices that somebody has to look at, to copy.</summary>
internal static class UnknownSection
{
    public static void Write(Html html, RunReport report, CancellationToken cancellationToken) => Section.Write(html, "unknown", "Unknown devices", () =>
    {
        int count = report.Devices[DeviceOutcome.Unknown];
        if (count == 0)
        {
            Section.Say(html, "None: what became of every device is known.");
            return;
        }

        Section.Say(html, "These may or may not have been called. Look into their logs before calling them again.");
        html.In("div", "copy", () =>
        {
            html.Text("strong", Figures.Of(count, "device"), ("id", "unknown-count"));
            html.Text("button", "Copy", ("type", "button"), ("id", "copy"), ("hidden", "hidden"));
            html.Empty("output", ("id", "copied"), ("for", "unknown-devices"));
        });

        // Not a textarea: copying 60,000 lines out of one takes Chromium half a minute, and out of this no time.
        html.In(
            "pre",
            [("id", "unknown-devices"), ("tabindex", "0"), ("role", "region"), ("aria-labelledby", "unknown-count")],
            () => report.NameUnknown(
                name =>
                {
                    html.Text(name);
                    html.Line();
                },
                cancellationToken));
    });
}
