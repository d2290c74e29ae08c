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
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 4, 5, 6, TimeSpan.Zero);

    public JournalFolder Folder { get; } = new();

    public TestTime Time { get; } = new();

    public RunReport Report => RunReport.Read(Folder.Path);

    public string Page
    {
        get
        {
            using MemoryStream page = new();
            ReportPage.Write(Report, page, Now);
            return Encoding.UTF8.GetString(page.ToArray());
        }
    }

    /// <summary>The page read as XML, which it is too.</summary>
    public XElement Html => Parse(Page);

    public static XElement Parse(string page)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }

    public static string TextOf(XElement html, string id) => html.Descendants().Single(element => (string?)element.Attribute("id") == id).Value;

    public void Run(Action<Journal> run)
    {
        using Journal journal = Folder.Open(time: Time);
        run(journal);
    }

    /// <summary>Sends, lets some time pass, and writes what came of it.</summary>
    public void Finish(Journal journal, int number, Outcome outcome, params string[] deviceNames)
    {
        journal.Send(number, deviceNames);
        Time.Advance(TimeSpan.FromSeconds(1));
        journal.TryFinish(number, outcome);
    }

    public void Dispose() => Folder.Dispose();
}
