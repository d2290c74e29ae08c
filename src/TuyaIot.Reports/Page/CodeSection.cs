using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Reports.Charts;

namespace TuyaIot.Reports.Page;

/// <summary>Why requests were not accepted.</summary>
internal static class CodeSection
{
    /// <summary>More of them tell nobody anything.</summary>
    private const int Most = 50;
    private const int LongestMessage = 300;

    public static void Write(Html html, RunReport report) => Section.Write(html, "codes", "Rejected and unknown, by code", () =>
    {
        IReadOnlyList<CodeCount> codes = report.Codes.All;
        if (codes.Count == 0)
        {
            Section.Say(html, "Every request with an outcome was accepted.");
            return;
        }

        Section.Say(html, "By request, with what was said of the first one. A device that was sent twice counts twice here, and once above.");
        long most = codes[0].Count.Devices;
        Table.Write(html, "Requests that were not accepted, by code", ["Code", "Devices", "Requests", string.Empty], () =>
        {
            foreach (CodeCount code in codes.Take(Most))
            {
                WriteRow(html, code, most);
            }
        });
        WriteRest(html, codes.Skip(Most).ToList(), report.Codes.Others);
    });

    private static void WriteRow(Html html, CodeCount code, long most)
    {
        html.In("tr", (string?)null, () => WriteCells(html, code, most));
        Table.More(html, 4, $"{OutcomeStyle.Name(code.Fate)}. {Shorten(code.Message)}".Trim());
    }

    private static void WriteCells(Html html, CodeCount code, long most)
    {
        Legend.RowHead(html, OutcomeStyle.Class(code.Fate), () => WriteName(html, code));
        Table.Number(html, code.Count.Devices);
        Table.Number(html, code.Count.Requests);
        BarCell.Write(html, OutcomeStyle.Class(code.Fate), (double)code.Count.Devices / Math.Max(1, most));
    }

    private static void WriteName(Html html, CodeCount code)
    {
        if (code.Code is string text)
        {
            html.Text("code", text);
        }
        else
        {
            html.Text("No code");
        }
    }

    private static void WriteRest(Html html, List<CodeCount> rest, RequestCount others)
    {
        int requests = rest.Sum(static code => code.Count.Requests) + others.Requests;
        if (requests > 0)
        {
            Section.Say(html, $"{Figures.Of(requests, "more request")} with codes that are not listed.");
        }
    }

    private static string Shorten(string? message) =>
        message is null ? string.Empty : message.Length <= LongestMessage ? message : message.Substring(0, LongestMessage) + "…";
}
