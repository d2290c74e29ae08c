using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Samples;

/// <summary>
/// The runbook in one session a job, as sandboxes give it, with stand-ins for the commands that Azure Automation and Az.Storage
/// bring. The simulator outlives every job and is the judge.
/// </summary>
public sealed class RunbookTests : IDisposable
{
    private const int Devices = 5_000;

    // The requests that a job waits for when it is cut off: as many as go out at once. Half of them were carried out.
    private const string HeldRequests = "Hang nth=20,21,22,23 when=before', 'Hang nth=24,25,26,27 when=after";
    private const int LastHeldRequest = 27;
    private const int HeldDevices = 800;

    private static readonly string Runbook =
        Path.Combine(Repository.Root, "samples", "azure-automation", "Invoke-FleetRunbook.ps1");

    private readonly Shell _gateway = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("tuyaiot").FullName;

    public RunbookTests() => File.WriteAllLines(
        Path.Combine(_folder, "devices.txt"),
        Enumerable.Range(1, Devices).Select(static i => $"device{i.ToString(CultureInfo.InvariantCulture)}"));

    private string Journal => Path.Combine(_folder, "run.jsonl");

    public void Dispose()
    {
        _gateway.Run("$sim | Stop-IotSimulator");
        _gateway.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("Get-AutomationConnection")]
    [InlineData("Get-AutomationPSCredential")]
    public void A_job_takes_its_key_from_a_connection_or_else_from_a_credential(string command)
    {
        StartGateway("Slow rate=0");
        using Shell job = NewJob(command);

        PSObject summary = Assert.Single(Run(job, "-Folder $folder -ProductKey pk1"));

        Assert.True(summary.Get<bool>("Finished"));
        Assert.Equal(Devices, summary.Get<int>("Accepted"));
        Assert.Equal(Devices, CarriedOutOnce());
    }

    [Fact]
    public async Task A_job_that_is_cut_off_in_the_middle_is_finished_by_the_next_one_and_no_device_is_called_twice()
    {
        StartGateway(HeldRequests);
        using Shell first = NewJob();
        using Shell second = NewJob();

        await CutOffAsync(first, "-Folder $folder");
        PSObject done = Assert.Single(Run(second, "-Folder $folder", mayBeUnknown: true));

        Assert.True(done.Get<bool>("Finished"));
        AssertEveryDeviceOnce();
    }

    [Fact]
    public async Task In_a_sandbox_the_journal_comes_from_storage_and_goes_back_there_when_the_job_is_cut_off_too()
    {
        StartGateway(HeldRequests);
        using Shell first = NewJob();
        using Shell second = NewJob();

        await CutOffAsync(first, "-StorageAccountName account -ContainerName fleet");
        Assert.Equal(["devices.txt", "run.jsonl"], Blobs());
        PSObject done = Assert.Single(Run(second, "-StorageAccountName account -ContainerName fleet", mayBeUnknown: true));

        Assert.True(done.Get<bool>("Finished"));
        Assert.Equal(["devices.txt", "run.jsonl"], Blobs());
        AssertEveryDeviceOnce();
    }

    [Fact]
    public void In_a_sandbox_nothing_is_sent_where_a_job_died_and_took_the_journal_along()
    {
        StartGateway("Slow rate=0");
        File.WriteAllText(Journal + ".open", "a job that never ended");
        using Shell job = NewJob();

        RuntimeException error = Assert.ThrowsAny<RuntimeException>(() => Run(job, "-StorageAccountName account"));

        Assert.Contains("run.jsonl.open", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, Requests());
        Assert.True(File.Exists(Journal + ".open"));
    }

    [Fact]
    public void In_a_sandbox_nothing_is_sent_where_storage_cannot_say_whether_there_is_a_journal()
    {
        StartGateway("Slow rate=0");
        File.WriteAllText(Journal, "the journal");
        using Shell job = NewJob();
        job["networkIsDown"] = true;

        Assert.ThrowsAny<RuntimeException>(() => Run(job, "-StorageAccountName account"));

        Assert.Equal(["devices.txt", "run.jsonl"], Blobs());
        Assert.Equal(0, Requests());
    }

    [Fact]
    public void In_a_sandbox_a_journal_that_did_not_arrive_whole_does_not_take_the_place_of_the_one_in_storage()
    {
        StartGateway("Slow rate=0");
        File.WriteAllText(Journal, "the journal");
        using Shell job = NewJob();
        job.Run("function global:Get-AzStorageBlobContent { param($Container, $Context, $Blob, $Destination) [IO.File]::WriteAllText($Destination, 'the jou'); if ($Blob -eq 'run.jsonl') { throw 'The network is down.' } }");

        Assert.ThrowsAny<RuntimeException>(() => Run(job, "-StorageAccountName account"));

        Assert.Equal("the journal", File.ReadAllText(Journal));
        Assert.Equal(["devices.txt", "run.jsonl"], Blobs());
        Assert.Equal(0, Requests());
    }

    [Fact]
    public void A_refused_request_is_an_error_of_the_job_and_the_others_are_sent()
    {
        StartGateway("Reject nth=2 code=iot.device.InactiveDevice");
        using Shell job = NewJob();

        ShellResult result = job.Run("& $runbook -Identifier Set -Folder $folder");

        PSObject summary = Assert.Single(result.Output);
        Assert.Equal(Devices - 100, summary.Get<int>("Accepted"));
        Assert.Equal(100, summary.Get<int>("Rejected"));
        Assert.StartsWith("DeviceRefused,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_have_been_carried_out_is_sent_again_only_where_the_job_is_allowed_to()
    {
        StartGateway("Reset nth=2 when=after");
        using Shell job = NewJob();

        PSObject first = Assert.Single(Run(job, "-Folder $folder", mayBeUnknown: true));
        PSObject second = Assert.Single(Run(job, "-Folder $folder", mayBeUnknown: true));
        PSObject third = Assert.Single(Run(job, "-Folder $folder -RetryUnknown"));

        Assert.Equal((Devices - 100, 100), (first.Get<int>("Accepted"), first.Get<int>("Unknown")));
        Assert.Equal((0, 100), (second.Get<int>("Accepted"), second.Get<int>("Unknown")));
        Assert.Equal((100, 0), (third.Get<int>("Accepted"), third.Get<int>("Unknown")));
    }

    [Fact]
    public void In_a_sandbox_what_was_closed_goes_to_storage_and_is_left_out_by_the_next_job()
    {
        StartGateway("Reset nth=2 when=after");
        using Shell first = NewJob();
        using Shell second = NewJob();

        PSObject closing = Assert.Single(Run(first, "-StorageAccountName account -CloseUnknown", mayBeUnknown: true));
        PSObject next = Assert.Single(Run(second, "-StorageAccountName account"));

        Assert.Equal((100, 0, 100), (closing.Get<int>("Unknown"), closing.Get<int>("TotalUnknown"), closing.Get<int>("Closed")));
        Assert.Equal((0, 0, 100), (next.Get<int>("Unknown"), next.Get<int>("TotalUnknown"), next.Get<int>("Closed")));
        Assert.Equal(Devices - 100, next.Get<int>("TotalAccepted"));
        Assert.Equal(["devices.txt", "run.jsonl", "run.jsonl.closed"], Blobs());
        Assert.All(File.ReadLines($"{Journal}.closed"), static line => Assert.Contains("\tSeen\t", line, StringComparison.Ordinal));
    }

    private void StartGateway(string fault) => Assert.Empty(_gateway.Run($"$sim = Start-IotSimulator -ProductKey pk1 -Fault '{fault}'").Errors);

    /// <summary>A session with the module and the stand-ins: a sandbox has them before a runbook begins.</summary>
    private Shell NewJob(string assets = "Get-AutomationConnection")
    {
        Shell job = new();
        job["runbook"] = Runbook;
        job["folder"] = _folder;
        job["storage"] = _folder;
        job["gateway"] = Assert.Single(_gateway.Run("$sim.Endpoint").Output).ToString();
        job["secretText"] = new NetworkCredential(string.Empty, "simulator").SecurePassword;
        Assert.Empty(job.Run("""
            $noAsset = { param($Name) [Management.Automation.ErrorRecord]::new([Exception]::new("The asset $Name was not found."), 'NoAsset', 'ObjectNotFound', $Name) }
            function global:Get-AutomationConnection { [CmdletBinding()] param($Name) $PSCmdlet.ThrowTerminatingError((& $noAsset $Name)) }
            function global:Get-AutomationPSCredential { [CmdletBinding()] param($Name) $PSCmdlet.ThrowTerminatingError((& $noAsset $Name)) }
            function global:Get-AutomationVariable { [CmdletBinding()] param($Name) if ($Name -eq 'TuyaIotEndpoint') { $gateway } else { $PSCmdlet.ThrowTerminatingError((& $noAsset $Name)) } }
            function global:Connect-AzAccount { param([switch] $Identity) 'signed in' }
            function global:New-AzStorageContext { param($StorageAccountName, [switch] $UseConnectedAccount) $StorageAccountName }
            function global:Get-AzStorageBlob {
                [CmdletBinding()] param($Container, $Context, $Prefix)
                if ($networkIsDown) { $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new('The network is down.'), 'Network', 'ConnectionError', $Container)) }
                else { [IO.Directory]::GetFiles($storage, "$Prefix*") | ForEach-Object { [pscustomobject]@{ Name = [IO.Path]::GetFileName($_) } } }
            }
            function global:Get-AzStorageBlobContent { param($Container, $Context, $Blob, $Destination) [IO.File]::Copy("$storage/$Blob", $Destination); $Blob }
            function global:Set-AzStorageBlobContent { param($Container, $Context, $Blob, $File, [switch] $Force) [IO.File]::Copy($File, "$storage/$Blob", $Force); $Blob }
            function global:Remove-AzStorageBlob { param($Container, $Context, $Blob) [IO.File]::Delete("$storage/$Blob") }
            """).Errors);
        Assert.Empty(job.Run(assets == "Get-AutomationConnection"
            ? "function global:Get-AutomationConnection { param($Name) @{ AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = $gateway; ProductKey = 'pk1'; InstanceId = ''; RequestsPerSecond = '0' } }"
            : "function global:Get-AutomationPSCredential { param($Name) [pscredential]::new('simulator', $secretText) }").Errors);
        return job;
    }

    private static IReadOnlyList<PSObject> Run(Shell job, string parameters, bool mayBeUnknown = false)
    {
        ShellResult result = job.Run($"& $runbook -Identifier Set -ArgsJson '{{\"param1\":1}}' {parameters}");
        if (!mayBeUnknown)
        {
            Assert.Empty(result.Errors);
        }

        return result.Output;
    }

    /// <summary>Stops a job that waits for the requests that the gateway holds.</summary>
    private async Task CutOffAsync(Shell job, string parameters)
    {
        using ShellRun run = job.Start($"& $runbook -Identifier Set -ArgsJson '{{\"param1\":1}}' {parameters}");
        using CancellationTokenSource limit = new(Patience.Limit);
        while (Requests() < LastHeldRequest)
        {
            await Task.Delay(20, limit.Token);
        }

        await run.StopAsync();
        Assert.Equal(PSInvocationState.Stopped, run.State);
        Assert.Equal(LastHeldRequest, Requests());
    }

    private string[] Blobs() => [.. Directory.GetFiles(_folder).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private long Requests() => (long)Assert.Single(_gateway.Run("$sim.RequestCount").Output).BaseObject;

    private int[] Executions() => [.. _gateway.Run("$sim.GetExecutionCounts()").Output.Select(static count => count.Get<int>("Count"))];

    private int CarriedOutOnce() => Executions().Count(static count => count == 1);

    /// <summary>Those that were held are Unknown, half of them were carried out, and nobody was called again to find out.</summary>
    private void AssertEveryDeviceOnce()
    {
        _gateway["journal"] = Journal;
        PSObject summary = Assert.Single(_gateway.Run("Get-IotJournal $journal").Output);
        Assert.Equal(Devices - HeldDevices, summary.Get<int>("Accepted"));
        Assert.Equal(HeldDevices, summary.Get<int>("Unknown"));
        Assert.Equal(Devices - (HeldDevices / 2), CarriedOutOnce());
        Assert.All(Executions(), static count => Assert.Equal(1, count));
        Assert.Equal(Devices / 100, Requests());
    }
}
