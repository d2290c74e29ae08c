using System;
using System.IO;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Progress;

/// <summary>A run that ended early, or in which something was not accepted, says so once without being asked.</summary>
public sealed class ClosingTests : IDisposable
{
    private const string Command = "$names | Invoke-IotThingsService Set -BatchSize 10 -ThrottleLimit 1 -ErrorAction SilentlyContinue";

    private readonly string _folder = Directory.CreateTempSubdirectory("tuyaiot").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_in_which_all_was_accepted_warns_of_nothing()
    {
        using TestGateway gateway = new();
        Assert.Empty(Run(gateway, Command).Warnings);
    }

    [Theory]
    [InlineData("iot.device.NotExistedDevice", "", "40 devices accepted, 10 rejected. The errors say why. Results that are piped back call the same devices again.")]
    [InlineData("iot.device.NotExistedDevice", " -JournalPath $journal", "40 devices accepted, 10 rejected. Run the same command with the same journal to call the devices again that were rejected or not sent.")]
    [InlineData("iot.system.SystemException", "", "40 devices accepted, 10 unknown. Look into the device logs before you call the unknown devices again.")]
    public void What_was_not_accepted_is_counted_with_the_next_step(string code, string parameter, string warning)
    {
        using TestGateway gateway = new(request => request.Number == 3 ? GatewayReply.Refused(code) : GatewayReply.Accepted);
        Assert.Equal([warning], Run(gateway, Command + parameter).Warnings);
    }

    [Theory]
    [InlineData(" | Select-TestFirst 2", "Stopped after 20 devices; 10 read and not sent. With -JournalPath the same command goes on after a stop.")]
    [InlineData(" -Count 50 | Select-TestFirst 2", "Stopped after 20 of 50 devices; 10 read and not sent. With -JournalPath the same command goes on after a stop.")]
    [InlineData(" -JournalPath $journal | Select-TestFirst 2", "Stopped after 20 devices; 10 read and not sent. Run the same command with the same journal to go on.")]
    public void A_run_that_is_ended_early_says_where_it_stands(string end, string warning)
    {
        using TestGateway gateway = new();
        Assert.Equal([warning], Run(gateway, Command + end).Warnings);
    }

    [Fact]
    public void A_journal_with_nothing_left_to_do_says_so()
    {
        using TestGateway gateway = new();
        ShellResult result = Run(gateway, $"$null = {Command} -JournalPath $journal; {Command} -JournalPath $journal");

        Assert.Equal(["50 devices were accepted in an earlier run of the journal and skipped. The journal has nothing left to do."], result.Warnings);
        Assert.Equal(5, gateway.Requests.Count);
    }

    [Fact]
    public void What_was_not_sent_is_a_count_of_its_own_in_the_run_and_in_the_journal()
    {
        using TestGateway gateway = new();
        gateway.Dispose();

        ShellResult result = Run(gateway, $$"""
            try { $null = {{Command}} -Count 50 -MaxAttempts 1 -JournalPath $journal -InformationVariable said } catch { }
            $said.MessageData
            Get-IotJournal $journal
            """);

        (PSObject run, PSObject journal) = (result.Output[0], result.Output[1]);
        Assert.Equal((0, 0, 0, 10), Counts(run));
        Assert.Contains("10 not sent", run.ToString());
        Assert.Equal((0, 0, 0, 10), Counts(journal));
        Assert.Equal(NameList.Of(10), journal.Get<string[]>("NotSentDeviceName"));
        Assert.Equal((50, 40), (journal.Get<int>("Expected"), journal.Get<int>("NotReached")));

        static (int Accepted, int Rejected, int Unknown, int NotSent) Counts(PSObject summary) =>
            (summary.Get<int>("Accepted"), summary.Get<int>("Rejected"), summary.Get<int>("Unknown"), summary.Get<int>("NotSent"));
    }

    private ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = new();
        shell.Use(gateway);
        shell["names"] = NameList.Of(50);
        shell["journal"] = Path.Combine(_folder, "run.jsonl");
        return shell.Run(script);
    }
}
