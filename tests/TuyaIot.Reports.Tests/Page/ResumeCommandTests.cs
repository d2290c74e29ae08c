using System;
using System.Xml.Linq;
using TuyaIot.Client.Tests.Journals;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Reports.Tests.Page;

/// <summary>The command that goes on with a journal, as the page gives it to be copied.</summary>
public sealed class ResumeCommandTests : IDisposable
{
    private readonly ReportRig _rig = new();

    [Fact]
    public void The_command_to_go_on_is_said_for_all_devices_and_for_each_list()
    {
        JournalCommand command = new(JournalSample.Command.Endpoint, "InvokeThingsService", JournalSample.Parameters);
        using (Journal journal = _rig.Folder.Open(command, _rig.Time))
        {
            _rig.Finish(journal, 1, JournalSample.Rejected, "a");
            _rig.Finish(journal, 2, JournalSample.Unknown, "b");
            _rig.Finish(journal, 3, JournalSample.NotSent, "c");
        }

        XElement html = _rig.ReadPage(static report => (report.Cmdlet, report.IsWaitable) = ("Invoke-IotThingsService", true));

        const string Command = "Invoke-IotThingsService -Args '{\"param1\":1}' -Identifier 'Set' -ProductKey 'a1BwAGV0001' -JournalPath 'run.jsonl'";
        Assert.Equal($"<the same input> | {Command}", ReportRig.TextOf(html, "resume-command"));
        Assert.Equal($"(Get-IotJournal -LiteralPath 'run.jsonl').RejectedDeviceName | {Command}", ReportRig.TextOf(html, "rejected-command"));
        Assert.Equal($"(Get-IotJournal -LiteralPath 'run.jsonl').NotSentDeviceName | {Command}", ReportRig.TextOf(html, "not-sent-command"));
        Assert.Equal($"(Get-IotJournal -LiteralPath 'run.jsonl').UnknownDeviceName | {Command} -RetryUnknown", ReportRig.TextOf(html, "unknown-command"));
        Assert.Equal("Get-IotJournal -LiteralPath 'run.jsonl' | Wait-IotCommand", ReportRig.TextOf(html, "unknown-see"));
        Assert.DoesNotContain(html.Descendants(), static element => (string?)element.Attribute("id") is "rejected-see" or "not-sent-see");
    }

    [Fact]
    public void Where_the_platform_says_nothing_of_devices_there_is_nothing_to_see()
    {
        using (Journal journal = _rig.Folder.Open(new JournalCommand(JournalSample.Command.Endpoint, "Pub", JournalSample.Parameters), _rig.Time))
        {
            _rig.Finish(journal, 1, JournalSample.Unknown, "a");
        }

        XElement html = _rig.ReadPage(static report => report.Cmdlet = "Publish-IotMessage");

        Assert.NotNull(ReportRig.TextOf(html, "unknown-command"));
        Assert.DoesNotContain(html.Descendants(), static element => (string?)element.Attribute("id") == "unknown-see");
    }

    [Fact]
    public void Where_rows_said_something_of_their_own_their_names_are_not_enough_to_go_on()
    {
        _rig.WriteRun();

        XElement html = _rig.ReadPage(static report => report.Cmdlet = "Invoke-IotThingsService");

        Assert.Equal(
            "<the same input> | Invoke-IotThingsService -ProductKey 'a1BwAGV0001' -Identifier 'Set' -JournalPath 'run.jsonl'",
            ReportRig.TextOf(html, "rejected-command"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Where_rows_said_their_product_the_command_has_the_devices_with_their_products(bool hasProductOfCredential)
    {
        JournalCommand command = new(
            JournalSample.Command.Endpoint, "InvokeThingsService", hasProductOfCredential ? JournalSample.Command.Parameters : [new("Identifier", "Set")]);
        using (Journal journal = _rig.Folder.Open(command, _rig.Time))
        {
            foreach ((int number, string product) in new[] { (1, "a1BwAGV0001"), (2, "other") })
            {
                journal.Sending(number, JournalSample.Told("{}", product), ["a"]);
                journal.TryFinish(number, JournalSample.Rejected);
                journal.Sending(number + 2, JournalSample.Told("{}", product), ["b"]);
                journal.TryFinish(number + 2, JournalSample.Accepted);
                journal.Record(new JournalExecution(default, JournalSample.Told("{}", product), ["b"], ExecutionStatus.Failed, Code: $"920{number}"));
            }
        }

        XElement html = _rig.ReadPage(static report => report.Cmdlet = "Invoke-IotThingsService");

        const string Command = "Invoke-IotThingsService -Identifier 'Set' -JournalPath";
        Assert.Equal($"<the same input> | {Command} 'run.jsonl'", ReportRig.TextOf(html, "resume-command"));
        Assert.Equal($"(Get-IotJournal -LiteralPath 'run.jsonl').RejectedDevice | {Command} 'run.jsonl'", ReportRig.TextOf(html, "rejected-command"));
        Assert.Equal($"(Get-IotJournal -LiteralPath 'run.jsonl').FailedDevice | {Command} <a new journal>", ReportRig.TextOf(html, "failed-command"));
        Assert.Equal("a\ta1BwAGV0001\tiot.device.NotExistedDevice\na\tother\tiot.device.NotExistedDevice\n", ReportRig.TextOf(html, "rejected-devices"));
        Assert.Equal("b\ta1BwAGV0001\t9201\nb\tother\t9202\n", ReportRig.TextOf(html, "failed-devices"));
        Assert.Equal("Device, then product, then code", ReportRig.TextOf(html, "failed-columns"));
    }

    [Theory]
    [InlineData("x'; Remove-Item *; '", "'x''; Remove-Item *; '''")]
    [InlineData("x\u2019; calc; \u2018\u201A\u201B", "'x\u2019\u2019; calc; \u2018\u2018\u201A\u201A\u201B\u201B'")]
    [InlineData("$(calc)`n", "'$(calc)`n'")]
    [InlineData("two\nlines", "<the same value>")]
    [InlineData("\u202Eturned", "<the same value>")]
    public void A_value_is_one_value_in_the_command_or_none(string value, string quoted)
    {
        JournalCommand command = new(JournalSample.Command.Endpoint, "InvokeThingsService", [new("Identifier", value)]);
        WriteOne(command);

        XElement html = _rig.ReadPage(static report => report.Cmdlet = "Invoke-IotThingsService");

        Assert.Equal($"<the same input> | Invoke-IotThingsService -Identifier {quoted} -JournalPath 'run.jsonl'", ReportRig.TextOf(html, "resume-command"));
    }

    [Theory]
    [InlineData("x; calc")]
    [InlineData("x\n")]
    [InlineData("")]
    public void A_name_that_is_no_parameter_is_not_typed(string name)
    {
        WriteOne(new JournalCommand(JournalSample.Command.Endpoint, "InvokeThingsService", [new(name, "v")]));

        XElement html = _rig.ReadPage(static report => report.Cmdlet = "Invoke-IotThingsService");

        Assert.Equal("<the same input> | Invoke-IotThingsService <another parameter> -JournalPath 'run.jsonl'", ReportRig.TextOf(html, "resume-command"));
    }

    [Fact]
    public void A_run_that_accepted_all_has_nothing_to_go_on_with()
    {
        _rig.Run(journal =>
        {
            _rig.Finish(journal, 1, JournalSample.Accepted, "a");
            journal.End();
        });

        XElement html = _rig.Html;

        Assert.Empty(html.Descendants("pre"));
        Assert.Contains("None. Every device in the journal was accepted.", html.Value, StringComparison.Ordinal);
    }

    public void Dispose() => _rig.Dispose();

    private void WriteOne(JournalCommand command)
    {
        using Journal journal = _rig.Folder.Open(command, _rig.Time);
        journal.Sending(1, command.Parameters, ["a"]);
    }
}
