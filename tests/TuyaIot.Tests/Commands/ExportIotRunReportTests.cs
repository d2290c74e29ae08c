using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Xml;
using System.Xml.Linq;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>A run, its journal, and the page that is made of it.</summary>
public sealed class ExportIotRunReportTests : IDisposable
{
    private readonly Shell _shell = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("tuyaiot").FullName;

    public ExportIotRunReportTests()
    {
        _shell["journal"] = PathOf("run.jsonl");
        _shell["page"] = PathOf("report.html");
        _shell["folder"] = _folder;
    }

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_page_of_a_run_with_faults_says_what_Get_IotJournal_and_the_results_say()
    {
        IReadOnlyList<PSObject> results = Run(
            950, "'Throttle nth=2', 'Reset nth=4 when=after', 'Reject nth=6 code=iot.device.InactiveDevice', 'InternalError nth=8 when=before'");

        ShellResult export = _shell.Run("Export-IotRunReport $journal $page");
        PSObject summary = Assert.Single(_shell.Run("Get-IotJournal $journal").Output);
        XElement html = Read("report.html");

        Assert.Empty(export.Errors);
        Assert.Equal(PathOf("report.html"), Assert.IsType<FileInfo>(Assert.Single(export.Output).BaseObject).FullName);
        Assert.Equal("650 of 950 devices accepted", html.Descendants("h1").Single().Value);
        Assert.Equal((650, 100, 200), (summary.Get<int>("Accepted"), summary.Get<int>("Rejected"), summary.Get<int>("Unknown")));
        Assert.Equal(
            ["Accepted 650 68.4 % 7", "Rejected 100 10.5 % 1", "Not sent 0 0 % 0", "Unknown 200 21.1 % 2"],
            RowsOf(html, "Devices and requests by outcome"));
        Assert.Equal(["1 9 90.0 % ", "2 1 10.0 % "], RowsOf(html, "Requests by attempts"));
        Assert.Equal(
            ["InternalError Unknown 100 1 ", "No code Unknown 100 1 ", "iot.device.InactiveDevice Rejected 100 1 "],
            RowsOf(html, "Requests that were not accepted, by code").Order(StringComparer.Ordinal));
        Assert.Contains("10 requests took 11 attempts. Throttled replies: 1.", html.Value, StringComparison.Ordinal);
        Assert.Equal(
            results.Where(static result => result.Status() == "Unknown").SelectMany(static result => result.DeviceName()).Order(StringComparer.Ordinal),
            UnknownOf(html).Order(StringComparer.Ordinal));
        Assert.Equal(summary.Get<string[]>("UnknownDeviceName"), UnknownOf(html));
        Assert.Equal(summary.Get<string[]>("RejectedDeviceName"), NamesOf(html, "rejected"));
    }

    [Fact]
    public void The_command_that_the_page_gives_for_a_list_sends_to_the_devices_of_the_list()
    {
        Run(250, "'Reset nth=2 when=after', 'Reject nth=3 code=iot.device.InactiveDevice'");
        _shell.Run("Export-IotRunReport $journal $page");

        string rejected = CommandOf("rejected");
        string unknown = CommandOf("unknown");
        _shell.Run("$ExecutionContext.SessionState.Path.SetLocation($folder) | Out-Null");
        ShellResult first = _shell.Run(rejected);
        ShellResult second = _shell.Run(unknown);

        Assert.Empty(first.Errors);
        Assert.Equal(50, Assert.Single(first.Output).DeviceName().Length);
        Assert.Equal(100, Assert.Single(second.Output).DeviceName().Length);
        Assert.Equal(250, Assert.Single(_shell.Run("Get-IotJournal $journal").Output).Get<int>("Accepted"));

        string CommandOf(string list) => Read("report.html").Descendants("pre").Single(pre => (string?)pre.Attribute("id") == $"{list}-command").Value;
    }

    [Fact]
    public void Without_a_path_the_page_stands_beside_its_journal_and_in_a_folder_it_is_named_after_it()
    {
        Run(1, "'Slow rate=0'");
        Directory.CreateDirectory(PathOf("reports"));

        ShellResult export = _shell.Run("Export-IotRunReport $journal; Export-IotRunReport $journal \"$folder/reports\"");

        Assert.Empty(export.Errors);
        Assert.Equal([PathOf("run.html"), PathOf("reports", "run.html")], export.Output.Select(static file => ((FileInfo)file.BaseObject).FullName));
        Assert.Equal(Read("run.html").Descendants("h1").Single().Value, Read("reports/run.html").Descendants("h1").Single().Value);
    }

    [Fact]
    public void Journals_come_from_the_pipeline_as_files_and_as_summaries()
    {
        Run(1, "'Slow rate=0'");
        File.Copy(PathOf("run.jsonl"), PathOf("second.jsonl"));

        ShellResult export = _shell.Run("""
            Get-IotJournal $journal | Export-IotRunReport
            [pscustomobject]@{ PSPath = "$folder/second.jsonl" } | Export-IotRunReport
            Export-IotRunReport (Get-IotJournal $journal, "$folder/second.jsonl")
            """);

        Assert.Empty(export.Errors);
        Assert.Equal(
            ["run.html", "second.html", "run.html", "second.html"],
            export.Output.Select(static file => ((FileInfo)file.BaseObject).Name));
    }

    [Fact]
    public void Relative_paths_count_from_the_sessions_location()
    {
        Run(1, "'Slow rate=0'");

        ShellResult export = _shell.Run("$ExecutionContext.SessionState.Path.SetLocation($folder) | Out-Null; Export-IotRunReport run.jsonl here.html");

        Assert.Empty(export.Errors);
        Assert.True(File.Exists(PathOf("here.html")));
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Run(1, "'Slow rate=0'");
        Assert.Empty(_shell.Run("Export-IotRunReport $journal $page -WhatIf").Output);
        Assert.Equal(["run.jsonl"], Files());
    }

    [Fact]
    public void What_is_there_is_replaced_but_not_with_NoClobber()
    {
        Run(1, "'Slow rate=0'");
        File.WriteAllText(PathOf("report.html"), "old");

        ErrorRecord error = Fail("Export-IotRunReport $journal $page -NoClobber");
        Assert.Equal("old", File.ReadAllText(PathOf("report.html")));
        error.Is("ReportExists", ErrorCategory.ResourceExists);
        Assert.Equal(PathOf("report.html"), error.Target());

        Assert.Empty(_shell.Run("Export-IotRunReport $journal $page").Errors);
        Assert.StartsWith("<!DOCTYPE html", File.ReadAllText(PathOf("report.html")), StringComparison.Ordinal);
        Assert.Equal(["report.html", "run.jsonl"], Files());
    }

    [Fact]
    public void A_file_that_is_read_only_is_replaced_with_Force_alone()
    {
        Run(1, "'Slow rate=0'");
        File.WriteAllText(PathOf("report.html"), "old");
        File.SetAttributes(PathOf("report.html"), FileAttributes.ReadOnly);

        Fail("Export-IotRunReport $journal $page").Is("ReportNotWritable", ErrorCategory.WriteError);
        Assert.Equal("old", File.ReadAllText(PathOf("report.html")));

        Assert.Empty(_shell.Run("Export-IotRunReport $journal $page -Force").Errors);
        Assert.Equal(["report.html", "run.jsonl"], Files());
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said_and_not_made()
    {
        Run(1, "'Slow rate=0'");
        ErrorRecord error = Fail("Export-IotRunReport $journal \"$folder/none/report.html\"");
        error.Is("ReportNotWritable", ErrorCategory.WriteError);
        Assert.Equal(PathOf("none", "report.html"), error.Target());
        Assert.Equal(["run.jsonl"], Files());
    }

    [Fact]
    public void A_journal_that_is_missing_or_none_leaves_what_was_there_and_the_next_one_is_made()
    {
        Run(1, "'Slow rate=0'");
        File.WriteAllText(PathOf("notes.jsonl"), "hello\n");
        File.WriteAllText(PathOf("notes.html"), "old");

        ShellResult export = _shell.Run("\"$folder/missing.jsonl\", \"$folder/notes.jsonl\", $journal | Export-IotRunReport");

        Assert.Equal(2, export.Errors.Count);
        export.Errors[0].Is("JournalNotFound", ErrorCategory.ObjectNotFound);
        export.Errors[1].Is("JournalDamaged", ErrorCategory.InvalidData);
        Assert.Equal("old", File.ReadAllText(PathOf("notes.html")));
        Assert.Equal(["notes.html", "notes.jsonl", "run.html", "run.jsonl"], Files());
    }

    [Fact]
    public void Neither_the_journal_nor_another_report_of_the_command_is_replaced()
    {
        Run(1, "'Slow rate=0'");
        File.Copy(PathOf("run.jsonl"), PathOf("second.jsonl"));
        byte[] journal = File.ReadAllBytes(PathOf("run.jsonl"));

        ErrorRecord over = Fail("Export-IotRunReport $journal $journal");
        ErrorRecord twice = Fail("$journal, \"$folder/second.jsonl\" | Export-IotRunReport -Path $page");

        over.Is("ReportPathTaken", ErrorCategory.InvalidArgument);
        twice.Is("ReportPathTaken", ErrorCategory.InvalidArgument);
        Assert.Equal(journal, File.ReadAllBytes(PathOf("run.jsonl")));
    }

    [Fact]
    public void A_resumed_journal_is_one_page_with_its_runs()
    {
        Run(250, "'Reset nth=2 when=after', 'Reject nth=3 code=iot.device.InactiveDevice'");
        Run(250, "'Slow rate=0'");

        _shell.Run("Export-IotRunReport $journal $page");
        XElement html = Read("report.html");

        Assert.Equal("150 of 250 devices accepted", html.Descendants("h1").Single().Value);
        Assert.Equal(["1", "2"], RowsOf(html, "The runs of this journal; times are UTC").Select(static row => row.Split(' ')[0]));
        Assert.Equal(100, UnknownOf(html).Length);
    }

    private IReadOnlyList<PSObject> Run(int devices, string faults)
    {
        ShellResult run = _shell.Run($$"""
            if (-not $sim) { $sim = Start-IotSimulator -Fault {{faults}}; $sim | Set-IotCredential -ProductKey pk1 -RequestsPerSecond 0 }
            1..{{devices}} | ForEach-Object { "d$_" } | Invoke-IotThingsService -Identifier Set -ThrottleLimit 1 -JournalPath $journal -ErrorAction SilentlyContinue
            """);
        Assert.Empty(run.Errors);
        return run.Output;
    }

    private ErrorRecord Fail(string script) => Assert.Single(_shell.Run(script).Errors);

    private string PathOf(params string[] names) => Path.Combine([_folder, .. names]);

    private string[] Files() => [.. Directory.GetFiles(_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private XElement Read(string name)
    {
        using XmlReader reader = XmlReader.Create(PathOf(name), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }

    private static string[] UnknownOf(XElement html) => NamesOf(html, "unknown");

    private static string[] NamesOf(XElement html, string list) =>
    [
        .. html.Descendants("pre").Single(pre => (string?)pre.Attribute("id") == $"{list}-devices").Value
            .TrimEnd('\n').Split('\n').Select(static line => line.Split('\t')[0]),
    ];

    private static string[] RowsOf(XElement html, string caption) =>
    [
        .. html.Descendants("table").Single(table => table.Element("caption")!.Value == caption)
            .Element("tbody")!.Elements("tr").Where(static row => (string?)row.Attribute("class") != "more")
            .Select(static row => string.Join(' ', row.Elements().Select(static cell => cell.Value))),
    ];
}
