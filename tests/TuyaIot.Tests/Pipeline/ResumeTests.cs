using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Pipeline;

/// <summary>The same command with the same journal, seen from a script and from the gateway.</summary>
public sealed class ResumeTests : IDisposable
{
    /// <summary>Full requests only: which of two that are under way arrives second is for chance.</summary>
    private const string Command = "1..300 | ForEach-Object { \"d$_\" } | Invoke-IotThingsService -Identifier Set -JournalPath $journal -ErrorAction SilentlyContinue";

    private readonly Shell _shell = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("tuyaiot").FullName;

    public ResumeTests() => _shell["journal"] = Path.Combine(_folder, "run.jsonl");

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void What_was_accepted_is_skipped_and_what_is_new_is_sent()
    {
        Use("Reject nth=2 code=iot.device.InactiveDevice");
        string[] first = Statuses(_shell.Run(Command));
        string[] second = Statuses(_shell.Run(Command));
        Assert.Equal(["Accepted 100", "Accepted 100", "Rejected 100"], first);
        Assert.Equal(["Accepted 100"], second);
        Assert.All(Executions(), static count => Assert.Equal(1, count));
        Assert.Equal(300, Executions().Length);
    }

    [Fact]
    public void What_may_have_been_carried_out_is_reported_and_not_sent()
    {
        Use("Reset nth=2 when=after");
        Assert.Equal(["Accepted 100", "Accepted 100", "Unknown 100"], Statuses(_shell.Run(Command)));
        Assert.Equal(["Unknown 100"], Statuses(_shell.Run(Command)));
        Assert.Equal(3, Requests());
        Assert.Equal(100, Assert.Single(_shell.Run("(Get-IotJournal $journal).UnknownDeviceName.Count").Output).BaseObject);
    }

    [Fact]
    public void RetryUnknown_sends_it_and_a_refusal_then_does_not_make_it_safe()
    {
        Use("Reset nth=2 when=after', 'Reject nth=4 code=iot.device.InactiveDevice");
        _shell.Run(Command);
        Assert.Equal(["Unknown 100"], Statuses(_shell.Run(Command + " -RetryUnknown")));
        Assert.Equal(4, Requests());
        Assert.Equal(["Accepted 100"], Statuses(_shell.Run(Command + " -RetryUnknown")));
    }

    [Fact]
    public void A_wrong_secret_ends_a_resumed_run_at_its_first_request_too()
    {
        Use("Reset when=after");
        Assert.Equal(["Unknown 100", "Unknown 100", "Unknown 100"], Statuses(_shell.Run(Command)));
        ErrorRecord error = _shell.Catch($$"""
            $wrong = @{ AccessKeyId = 'simulator'; AccessKeySecret = 'another'; Endpoint = $sim.Endpoint; ProductKey = 'pk1'; RequestsPerSecond = 0 }
            $null = {{Command}} -RetryUnknown -Credential $wrong
            """);

        Assert.StartsWith("SignatureRefused,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("Unknown", PSObject.AsPSObject(error.TargetObject).Status());
        Assert.Equal(4, Requests());
    }

    [Fact]
    public void WhatIf_touches_no_journal()
    {
        Use("Slow rate=0");
        _shell.Run(Command + " -WhatIf");
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Another_command_is_refused_before_anything_is_sent()
    {
        Use("Slow rate=0");
        _shell.Run("'d1' | Invoke-IotThingsService -Identifier Set -JournalPath $journal");
        ErrorRecord error = _shell.Catch("'d1' | Invoke-IotThingsService -Identifier Other -JournalPath $journal");
        Assert.StartsWith("JournalOfAnotherCommand,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(1, Requests());
    }

    [Fact]
    public void Split_isolates_one_culprit_with_at_most_14_more_calls()
    {
        Use("Reject deviceName=d77 code=iot.device.NotExistedDevice");
        ShellResult run = _shell.Run("1..100 | ForEach-Object { \"d$_\" } | Invoke-IotThingsService -Identifier Set -OnRejected Split -ErrorAction SilentlyContinue");
        PSObject rejected = Assert.Single(run.Output, static result => result.Status() == "Rejected");
        Assert.Equal(["d77"], rejected.DeviceName());
        Assert.Equal(99, run.Output.Where(static result => result.Status() == "Accepted").Sum(static result => result.DeviceName().Length));
        Assert.InRange(Requests(), 2, 15);
        Assert.All(Executions(), static count => Assert.Equal(1, count));
    }

    private static string[] Statuses(ShellResult run) =>
        [.. run.Output.Select(static result => $"{result.Status()} {result.DeviceName().Length}").Order(StringComparer.Ordinal)];

    private void Use(string fault) => Assert.Empty(_shell.Run(
        $"$sim = Start-IotSimulator -Fault '{fault}'; $sim | Set-IotCredential -ProductKey pk1 -RequestsPerSecond 0").Errors);

    private int Requests() => (int)(long)Assert.Single(_shell.Run("$sim.RequestCount").Output).BaseObject;

    private int[] Executions() => [.. _shell.Run("$sim.GetExecutionCounts()").Output.Select(static count => count.Get<int>("Count"))];
}
