using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace TuyaIot.Reports.Page;

/// <summary>
/// A report as one HTML page that needs nothing else: no file beside it, no network. What it draws it also says in tables, so
/// that it can be read without seeing, without colour and on paper.
/// </summary>
internal static class ReportPage
{
    public static void Write(RunReport report, Stream output, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        using Html html = new(output);
        html.Doctype();
        html.Line();
        html.In("html", [("lang", "en")], () =>
        {
            html.Line();
            PageHead.Write(html, report);
            html.Line();
            html.In("body", (string?)null, () =>
            {
                Charts.Patterns.Write(html);
                html.In("main", (string?)null, () => WriteMain(html, report, cancellationToken));
                PageFoot.Write(html, report, now);
                html.Own("script", ReportAsset.Script);
            });
        });
        html.Line();
    }

    private static void WriteMain(Html html, RunReport report, CancellationToken cancellationToken)
    {
        List<Action> sections = [() => SummarySection.Write(html, report)];
        if (report.Attempts.All.Count > 0)
        {
            sections.Add(() => ThroughputSection.Write(html, report));
            sections.Add(() => LatencySection.Write(html, report));
            sections.Add(() => RetrySection.Write(html, report));
            sections.Add(() => CodeSection.Write(html, report));
        }

        if (report.Requests > 0)
        {
            sections.Add(() => UnknownSection.Write(html, report, cancellationToken));
        }

        sections.Add(() => RunsSection.Write(html, report));
        sections.Add(() => CommandSection.Write(html, report));
        foreach (Action section in sections)
        {
            html.Line();
            section();
        }

        html.Line();
    }
}
