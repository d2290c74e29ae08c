using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using TuyaIot.Client.Tests.Journals;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Reports.Page;

namespace TuyaIot.Reports.Tests;

/// <summary>A journal, and the report that is made of it.</summary>
internal sealed class ReportRig : IDisposable
{
    public static readonly DateTimeOffset StartedAt = new TestTime().GetUtcNow();

    public static readonly DateTimeOffset Now = new(2026, 11, 23, 4, 5, 6, TimeSpan.Zero);

    public JournalFolder Folder { get; } = new();

    public TestTime Time { get; } = new();

    public RunReport Report => RunReport.Read(Folder.Path);

    public string Page => Write(Report);

    /// <summary>The page read as XML, which it is too.</summary>
    public XElement Html => Parse(Page);

    /// <summary>The page of a report of which more is known than its journal says.</summary>
    public XElement ReadPage(Action<RunReport> complete)
    {
        RunReport report = Report;
        complete(report);
        return Parse(Write(report));
    }

    public static XElement Parse(string page)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }

    public static XElement Find(XElement html, string id) => html.DescendantsAndSelf().Single(element => (string?)element.Attribute("id") == id);

    public static string TextOf(XElement html, string id) => Find(html, id).Value;

    /// <summary>The devices of a list, without their codes.</summary>
    public static string[] NamesOf(XElement html, string list) =>
        [.. TextOf(html, $"{list}-devices").TrimEnd('\n').Split('\n').Select(static line => line.Split('\t')[0])];

    /// <summary>The rows of a table, without those that only a script shows.</summary>
    public static string[] RowsOf(XElement html, string caption) =>
    [
        .. html.Descendants("table").Single(table => table.Element("caption")!.Value == caption)
            .Element("tbody")!.Elements("tr").Where(static row => (string?)row.Attribute("class") != "more")
            .Select(static row => string.Join(' ', row.Elements().Select(static cell => cell.Value))),
    ];

    /// <summary>A file of the page's source.</summary>
    public static string Asset(string name)
    {
        using StreamReader reader = new(typeof(ReportPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    public void Run(Action<Journal> run, long? expected = null)
    {
        using Journal journal = Folder.Open(time: Time, expected: expected);
        run(journal);
    }

    /// <summary>A run with two devices accepted and one or two of every other outcome; where they were waited for, with one of every status.</summary>
    public void WriteRun(bool completed = true, long? expected = null, bool seen = false) => Run(journal =>
    {
        Finish(journal, 1, JournalSample.Accepted with { Attempts = 3, Throttled = 2 }, "a", "b");
        Finish(journal, 2, JournalSample.Rejected with { Latency = TimeSpan.FromMilliseconds(5) }, "c");
        Finish(journal, 3, JournalSample.NotSent, "d");
        Finish(journal, 4, JournalSample.Unknown with { Latency = TimeSpan.FromSeconds(30) }, "e");
        journal.Send(5, "f");
        if (seen)
        {
            See(journal, ExecutionStatus.Executed, 900, "a");
            See(journal, ExecutionStatus.Failed, 900, "b");
            See(journal, ExecutionStatus.Offline, null, "e");
            See(journal, ExecutionStatus.NoAnswer, null, "f");
        }

        if (completed)
        {
            journal.End();
        }
    },
    expected);

    /// <summary>Sends, lets some time pass, and writes what came of it.</summary>
    public void Finish(Journal journal, int number, Outcome outcome, params string[] deviceNames)
    {
        journal.Send(number, deviceNames);
        Time.Advance(TimeSpan.FromSeconds(1));
        journal.TryFinish(number, outcome);
    }

    /// <summary>What a wait saw of devices that the sample's command was sent to.</summary>
    public static void See(Journal journal, ExecutionStatus status, int? milliseconds, params string[] deviceNames) => journal.Record(new JournalExecution(
        default, JournalSample.Parameters, deviceNames, status, Code: status is ExecutionStatus.Failed ? "9201" : null, Inferred: status is ExecutionStatus.Executed,
        Elapsed: milliseconds is int elapsed ? TimeSpan.FromMilliseconds(elapsed) : null));

    public void Dispose() => Folder.Dispose();

    private static string Write(RunReport report)
    {
        using MemoryStream page = new();
        ReportPage.Write(report, page, Now);
        return Encoding.UTF8.GetString(page.ToArray());
    }
}
