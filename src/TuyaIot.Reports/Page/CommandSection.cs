using System;
using TuyaIot.Journals;
using TuyaIot.Signing;

namespace TuyaIot.Reports.Page;

/// <summary>What the run was about: what was asked for, and where.</summary>
internal static class CommandSection
{
    private const int LongestValue = 500;

    public static void Write(Html html, RunReport report)
    {
        if (report.Command is not JournalCommand command)
        {
            return;
        }

        Section.Write(html, "command", "The command", () =>
        {
            Section.Say(html, "What each row of the input said of its own is in the journal.");
            html.In("dl", "command", () =>
            {
                Fact(html, "Action", command.Action);
                Fact(html, "Gateway", command.Endpoint.Scheme == Uri.UriSchemeHttp ? $"{command.Endpoint.Authority}, not encrypted" : command.Endpoint.Authority);
                foreach (RpcParameter parameter in command.Parameters)
                {
                    Fact(html, parameter.Name, parameter.Value.Length <= LongestValue ? parameter.Value : parameter.Value.Substring(0, LongestValue) + "…");
                }
            });
        });
    }

    private static void Fact(Html html, string name, string value) => html.In("div", (string?)null, () =>
    {
        html.Text("dt", name);
        html.In("dd", (string?)null, () => html.Text("code", value));
    });
}
