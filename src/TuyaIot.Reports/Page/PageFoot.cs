using System;
using System.IO;
using System.Reflection;

namespace TuyaIot.Reports.Page;

/// <summary>Where the page comes from, and how to read its numbers.</summary>
internal static class PageFoot
{
    public static void Write(Html html, RunReport report, DateTimeOffset now)
    {
        string version = typeof(PageFoot).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? string.Empty;
        html.In("footer", (string?)null, () =>
        {
            html.Text("p", "All times are UTC. A device counts once, as its last request left it; a refusal takes back neither an acceptance nor a doubt.");
            html.In("p", (string?)null, () =>
            {
                html.Text($"Made of {Path.GetFileName(report.Path)} at ");
                Table.Time(html, now.UtcDateTime);
                html.Text($" UTC by TuyaIot {version}.");
            });
        });
    }
}
