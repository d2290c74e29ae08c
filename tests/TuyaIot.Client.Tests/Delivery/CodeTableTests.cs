using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using TuyaIot.Delivery;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>What a code means is written in the help and in the classifier, and the simulator answers with codes. They agree.</summary>
public sealed class CodeTableTests
{
    private static readonly string Help = ReadFile("en-US/about_TuyaIot_Delivery.help.txt");

    private static readonly Regex Row = new(@"^ {8}(?<code>\S+) +(?<status>Rejected|Unknown) +(?<error>\w+)$", RegexOptions.Multiline);

    /// <summary>The reasons and their errors as the cmdlets write them.</summary>
    private static readonly Regex Error = new(@"RejectionReason\.(?<reason>\w+) => \(\s*""(?<error>\w+)""");

    /// <summary>A reply that the simulator makes. A failed action answers with HTTP 200.</summary>
    private static readonly Regex Reply = new(
        @"(?:(?:ActionReply\.)?Refused\(\s*|BadHttpException\()(?<status>\d{3}), ""(?<code>\w[\w.]*)""|Failed\(\s*""(?<code>\w[\w.]*)""|Code = ""(?<code>\w[\w.]*)""|\? ""(?<code>iot\.[\w.]+)"" : ""(?<code2>iot\.[\w.]+)""|fault\.Code \?\? ""(?<code>\w[\w.]*)""");

    [Fact]
    public void The_table_in_the_help_has_the_rows_of_the_classifier()
    {
        Dictionary<string, string> errors = Error.Matches(ReadFile("src/TuyaIot/Errors/OutcomeError.cs"))
            .ToDictionary(static match => match.Groups["reason"].Value, static match => match.Groups["error"].Value);

        Assert.Equal(
            Classifier.Codes.Select(row => (
                row.Beginning, row.Verdict.Status.ToString(), errors.GetValueOrDefault(row.Verdict.Reason.ToString(), "OutcomeUnknown"))),
            Row.Matches(Help).Select(static match => (match.Groups["code"].Value, match.Groups["status"].Value, match.Groups["error"].Value)));
    }

    [Fact]
    public void The_help_has_the_statuses_that_refuse()
    {
        string text = Regex.Replace(Help, @"\s+", " ");
        string statuses = $"{string.Join(", ", Classifier.RefusingStatuses.SkipLast(1))} or {Classifier.RefusingStatuses[^1]}";

        Assert.Contains($"RequestRefused with HTTP {statuses}, and OutcomeUnknown with any other status", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_codes_of_the_simulator_mean_what_the_table_says()
    {
        (string Code, int Status)[] replies = [.. SimulatorReplies().Distinct()];

        Assert.InRange(replies.Length, 25, 200);
        Assert.All(replies, static reply =>
        {
            Verdict verdict = Classifier.Classify(new RpcReply { HttpStatus = reply.Status, Code = reply.Code, Success = false });
            string? status = Row.Matches(Help)
                .FirstOrDefault(match => reply.Code.StartsWith(match.Groups["code"].Value, StringComparison.OrdinalIgnoreCase))?.Groups["status"].Value;
            Assert.True(
                status == verdict.Status.ToString() || (status is null && Classifier.RefusingStatuses.Contains(reply.Status)),
                $"{reply.Code} with HTTP {reply.Status} is {verdict}, and the table says {status ?? "nothing"}.");
        });
    }

    private static IEnumerable<(string Code, int Status)> SimulatorReplies() =>
        Directory.EnumerateFiles(Path.Combine(Root(), "src/TuyaIot.Simulator"), "*.cs", SearchOption.AllDirectories)
            .Where(static path => !path.Split(Path.DirectorySeparatorChar).Contains("obj"))
            .SelectMany(static path => Reply.Matches(File.ReadAllText(path)))
            .SelectMany(static match => new[] { match.Groups["code"].Value, match.Groups["code2"].Value }
                .Where(static code => code.Length > 0)
                .Select(code => (code, match.Groups["status"].Success ? int.Parse(match.Groups["status"].Value, null) : 200)));

    private static string ReadFile(string path) => File.ReadAllText(Path.Combine(Root(), path)).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TuyaIot.psd1")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new FileNotFoundException("These tests run in a clone.");
    }
}
