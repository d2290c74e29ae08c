using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Pipeline;

/// <summary>However a pipeline ends, when it has returned nothing is in flight, and nothing is sent after.</summary>
public sealed class ExitTests
{
    private const string Command = "$names | Invoke-IotThingsService -Identifier Set -BatchSize 10 -ThrottleLimit 4";

    private static readonly GatewayReply Refused = GatewayReply.Refused("iot.device.NotExistedDevice");

    [Theory]
    [InlineData($"{Command} | Select-TestFirst 2")]
    [InlineData($"{Command} | ForEach-Object {{ if ($_.Batch -ne 1) {{ throw 'enough' }} }}")]
    [InlineData($"foreach ($once in 1) {{ {Command} | ForEach-Object {{ if ($_.Batch -ne 1) {{ break }} }} }}")]
    [InlineData($"{Command} -ErrorAction Stop", true)]
    [InlineData($"{Command} -ErrorVariable e | ForEach-Object {{ if (-not $_.Success) {{ throw 'enough' }} }}", true)]
    [InlineData($"$ErrorActionPreference = 'Stop'; {Command}", true)]
    public async Task A_pipeline_that_is_ended_from_downstream_leaves_nothing_behind(string script, bool refused = false)
    {
        HeldGateway held = new(refused ? Refused : GatewayReply.Accepted);
        using TestGateway gateway = held.Gateway;
        using Shell shell = new();
        shell.Use(gateway);
        shell["names"] = NameList.Stream(100_000);

        shell.Run($"try {{ {script} }} catch {{ }}");

        await AssertNothingAfterAsync(gateway, shell);
    }

    [Fact]
    public async Task A_run_that_ends_itself_reports_what_is_in_flight_and_sends_nothing_more()
    {
        HeldGateway held = new(GatewayReply.Refused("InvalidAccessKeyId.NotFound", status: 404));
        using TestGateway gateway = held.Gateway;
        using Shell shell = new();
        shell.Use(gateway);
        shell["names"] = NameList.Stream(100_000);
        _ = gateway.ArrivedAsync(HeldGateway.Arriving).ContinueWith(_ => held.Release(), TaskScheduler.Default);

        ShellResult result = shell.Run($"try {{ {Command} }} catch {{ $_.FullyQualifiedErrorId }}");

        string[] statuses = [.. result.Output.SkipLast(1).Select(batch => batch.Status())];
        // The held replies come together with the refusal: a few may be taken before it, and each makes room for one request more.
        int arrived = gateway.Requests.Count;
        Assert.InRange(arrived, HeldGateway.Arriving, 10 * HeldGateway.Arriving);
        Assert.Equal(arrived, statuses.Length);
        Assert.Single(statuses, "Rejected");
        Assert.StartsWith("AccessKeyNotFound", result.Output[^1].ToString());
        await AssertNothingAfterAsync(gateway, shell, arrived);
    }

    [Fact]
    public async Task Ctrl_C_while_requests_hang_ends_them_and_leaves_nothing_behind()
    {
        HeldGateway held = new(GatewayReply.Accepted);
        using TestGateway gateway = held.Gateway;
        using Shell shell = new();
        shell.Use(gateway);
        shell["names"] = NameList.Stream(100_000);

        using ShellRun run = shell.Start(Command);

        // One more than the window behind the first: the second one's answer has made room.
        await gateway.ArrivedAsync(HeldGateway.Arriving + 1);
        await run.StopAsync();

        Assert.Equal(PSInvocationState.Stopped, run.State);
        await AssertNothingAfterAsync(gateway, shell, HeldGateway.Arriving + 1);
    }

    [Fact]
    public async Task Ctrl_C_while_the_end_of_the_input_waits_for_replies_leaves_nothing_behind()
    {
        TaskCompletionSource<GatewayReply> never = new();
        using TestGateway gateway = new(request =>
            request["AccessKeyId"] == "marker" ? Task.FromResult(GatewayReply.Accepted) : never.Task);
        using Shell shell = new();
        shell.Use(gateway);

        using ShellRun run = shell.Start("'d1' | Invoke-IotThingsService -Identifier Set");
        await gateway.ArrivedAsync(1);
        await run.StopAsync();

        Assert.Equal(PSInvocationState.Stopped, run.State);
        await AssertNothingAfterAsync(gateway, shell, 1);
    }

    [Fact]
    public async Task A_runspace_that_is_closed_while_requests_hang_leaves_nothing_behind()
    {
        HeldGateway held = new(GatewayReply.Accepted);
        using TestGateway gateway = held.Gateway;
        using Shell shell = new();
        shell.Use(gateway);
        shell["names"] = NameList.Stream(100_000);

        using ShellRun run = shell.Start(Command);
        await gateway.ArrivedAsync(HeldGateway.Arriving + 1);
        await Task.Run(shell.Runspace.Close).WaitAsync(Patience.Limit);
        await run.EndAsync();

        using Shell other = new();
        other["Endpoint"] = gateway.Endpoint.AbsoluteUri;
        await AssertNothingAfterAsync(gateway, other, HeldGateway.Arriving + 1);
    }

    [Fact]
    public async Task A_pipeline_that_ends_by_itself_leaves_nothing_behind()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        shell["names"] = NameList.Stream(500);

        ShellResult result = shell.Run(Command);

        Assert.Equal(50, result.Output.Count);
        await AssertNothingAfterAsync(gateway, shell, 50);
    }

    /// <summary>
    /// The pipeline has returned: every request that the gateway holds has lost its sender, and the next one that arrives is a
    /// marker with a key of its own, sent afterwards.
    /// </summary>
    private static async Task AssertNothingAfterAsync(TestGateway gateway, Shell shell, int arrived = HeldGateway.Arriving)
    {
        await gateway.IdleAsync();
        Assert.Equal(arrived, gateway.Requests.Count);

        ShellResult marker = shell.Run("""
            $marker = @{ AccessKeyId = 'marker'; AccessKeySecret = $Secret; Endpoint = $Endpoint; RequestsPerSecond = 0 }
            'marker' | Invoke-IotThingsService -Identifier Set -ProductKey pk1 -Credential $marker
            """);

        Assert.Empty(marker.Errors);
        IReadOnlyList<GatewayRequest> requests = gateway.Requests;
        Assert.Equal(arrived + 1, requests.Count);
        Assert.Equal("marker", requests[^1]["AccessKeyId"]);
        string[] names = [.. gateway.DeviceNames];
        Assert.Equal(names.Length, names.Distinct(StringComparer.Ordinal).Count());
    }
}
