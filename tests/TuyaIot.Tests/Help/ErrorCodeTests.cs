using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Help;

/// <summary>A user who meets a code of the gateway gets the outcome and the error that about_TuyaIot_Delivery says.</summary>
public sealed class ErrorCodeTests
{
    private static readonly Regex Row = new(@"^ {8}(?<code>\S+) +(?<status>Rejected|Unknown) +(?<error>\w+)$", RegexOptions.Multiline);

    [Fact]
    public void Each_code_of_the_table_has_the_outcome_of_the_table()
    {
        string topic = File.ReadAllText(HelpFolder.Topic("about_TuyaIot_Delivery")).ReplaceLineEndings("\n");
        (string Code, string Status, string Error)[] rows =
            [.. Row.Matches(topic).Select(static match => (match.Groups["code"].Value, match.Groups["status"].Value, match.Groups["error"].Value))];
        using Shell shell = new();

        // A throttled request is sent again until it is accepted, so one refusal is all that shows of it.
        IEnumerable<(string Code, string Status, string Error)> found = rows.Select(row => row.Error == "RequestThrottled"
            ? Run(shell, row.Code, $"Throttle nth=1 code={row.Code}") is ("Accepted", "", 2, 1) ? row : (row.Code, "not throttled", "")
            : Run(shell, row.Code, $"Reject code={row.Code}") is var (status, error, _, executed) && executed == 0 ? (row.Code, status, error) : (row.Code, "executed", ""));

        Assert.NotEmpty(rows);
        Assert.Equal(rows, found);
    }

    private static (string Status, string Error, int Attempts, int Executed) Run(Shell shell, string code, string fault)
    {
        shell["fault"] = fault;
        ShellResult result = shell.Run("""
            $sim = Start-IotSimulator -ProductKey pk1 -Fault $fault
            $sim | Set-IotCredential -RequestsPerSecond 0
            try {
                $result = $null
                $failure = $null
                try { $result = 'd1' | Invoke-IotThingsService Set -ErrorVariable failures -ErrorAction SilentlyContinue -WarningAction SilentlyContinue }
                catch { $failure = $_ }
                $result ??= $failure.TargetObject
                $result.Status
                "$(($failure ?? $failures[0]).FullyQualifiedErrorId)".Split(',')[0]
                [int]$result.Attempts
                [int]$sim.AcceptedCount
            }
            finally { Stop-IotSimulator $sim }
            """);
        Assert.True(result.Output.Count == 4, $"{code}: {string.Join(' ', result.Output)} {string.Join(' ', result.Errors)}");
        return ((string)result.Output[0].BaseObject, (string)result.Output[1].BaseObject, (int)result.Output[2].BaseObject, (int)result.Output[3].BaseObject);
    }
}
