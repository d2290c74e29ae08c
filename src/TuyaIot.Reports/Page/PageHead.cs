using System.IO;

namespace TuyaIot.Reports.Page;

/// <summary>What a browser has to know before it shows the page: above all, to load nothing and to run nothing but what is written here.</summary>
internal static class PageHead
{
    public static void Write(Html html, RunReport report) => html.In("head", (string?)null, () =>
    {
        html.Empty("meta", ("charset", "utf-8"));
        html.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
        html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Empty("meta", ("name", "referrer"), ("content", "no-referrer"));
        html.Text("title", $"Run report: {Path.GetFileName(report.Path)}");
        html.Own("style", ReportAsset.Style);
    });

    private static string Policy =>
        $"default-src 'none'; style-src '{ReportAsset.HashOf(ReportAsset.Style)}'; script-src '{ReportAsset.HashOf(ReportAsset.Script)}'; base-uri 'none'; form-action 'none'";
}
