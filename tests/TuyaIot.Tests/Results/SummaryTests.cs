using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Results;

/// <summary>The last line of a run: there at every end, seen only by those who ask for it.</summary>
public sealed class SummaryTests
{
    private const string Command = "$names | Invoke-IotThingsService -Identifier Set -BatchSize 10 -ThrottleLimit 1";

    [Fact]
    public void A_run_that_ends_says_what_it_came_to()
    {
        using TestGateway gateway = new(request => request.Number switch
        {
            2 => GatewayReply.Refused("iot.device.NotExistedDevice"),
            3 => GatewayReply.Close,
            _ => GatewayReply.Accepted,
        });

        ShellResult result = Run(gateway, $"{Command} -InformationVariable said -ErrorAction SilentlyContinue | ForEach-Object {{ }}; $said");

        InformationRecord record = Assert.IsType<InformationRecord>(Assert.Single(result.Output).BaseObject);
        Assert.Contains("RunSummary", record.Tags);
        PSObject summary = PSObject.AsPSObject(record.MessageData);
        Assert.Equal("Invoke Set", summary.Get<string>("Activity"));
        Assert.True(summary.Get<bool>("Completed"));
        Assert.Equal(
            [50, 30, 10, 10, 0, 5],
            new[] { "Devices", "Accepted", "Rejected", "Unknown", "Skipped", "Requests" }.Select(summary.Get<int>));
        Assert.StartsWith("Invoke Set: 50 devices: 30 accepted, 10 rejected, 10 unknown; 5 requests, ", $"{record}");
        Assert.EndsWith(" devices/s", $"{record}");
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(" -InformationAction SilentlyContinue", false)]
    [InlineData(" -InformationAction Ignore", false)]
    [InlineData(" -InformationAction Continue", true)]
    public void It_is_on_the_screen_where_it_is_asked_for(string parameter, bool shown)
    {
        using TestGateway gateway = new();
        using Shell shell = Open(gateway);

        shell.Run(Command + parameter);

        Assert.Equal(shown, shell.UI.Screen.Contains("Invoke Set: 50 devices: 50 accepted"));
    }

    [Fact]
    public void It_can_be_redirected()
    {
        using TestGateway gateway = new();
        ShellResult result = Run(gateway, $"{Command} 6>&1");
        Assert.IsType<InformationRecord>(result.Output[^1].BaseObject);
        Assert.Equal(6, result.Output.Count);
    }

    [Theory]
    [InlineData($"{Command} -InformationVariable said | Select-TestFirst 2")]
    [InlineData($"{Command} -InformationVariable said | ForEach-Object {{ if ($_.Batch -eq 2) {{ throw 'enough' }} }}")]
    [InlineData($"foreach ($once in 1) {{ {Command} -InformationVariable said | ForEach-Object {{ if ($_.Batch -eq 2) {{ break }} }} }}")]
    [InlineData($"{Command} -InformationVariable said -ErrorAction Stop", "iot.device.NotExistedDevice")]
    [InlineData($"{Command} -InformationVariable said", "InvalidAccessKeyId.NotFound")]
    public void A_run_that_is_ended_early_says_what_it_had_come_to(string script, string? code = null)
    {
        using TestGateway gateway = new(request =>
            request.Number == 2 && code is not null ? GatewayReply.Refused(code, status: code.StartsWith('i') ? 200 : 404) : GatewayReply.Accepted);

        ShellResult result = Run(gateway, $"try {{ $null = . {{ {script} }} }} catch {{ }}; $said");

        string rejected = code is null ? "20 accepted, 0 rejected" : "10 accepted, 10 rejected";
        Assert.StartsWith($"Invoke Set ended early: 20 devices: {rejected}, 0 unknown; 2 requests, ", $"{Assert.Single(result.Output)}");
    }

    [Fact]
    public async Task Ctrl_C_leaves_it_too()
    {
        TaskCompletionSource<GatewayReply> never = new();
        using TestGateway gateway = new(request => request.Number <= 2 ? Task.FromResult(GatewayReply.Accepted) : never.Task);
        using Shell shell = Open(gateway);

        using ShellRun run = shell.Start(Command);
        await gateway.ArrivedAsync(3);
        await run.StopAsync();
        ShellResult result = await run.EndAsync();

        Assert.StartsWith("Invoke Set ended early: ", Assert.Single(result.Information));
    }

    [Theory]
    [InlineData(" -WhatIf")]
    [InlineData(" -Credential nobody")]
    [InlineData(" -JournalPath .")]
    public void What_sends_nothing_has_none(string parameter)
    {
        using TestGateway gateway = new();
        ShellResult result = Run(gateway, $"try {{ {Command}{parameter} 6>&1 }} catch {{ }}");
        Assert.Empty(result.Output);
        Assert.Empty(result.Information);
    }

    private static Shell Open(TestGateway gateway)
    {
        Shell shell = new();
        shell.Use(gateway);
        shell["names"] = NameList.Of(50);
        return shell;
    }

    private static ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = Open(gateway);
        return shell.Run(script);
    }
}
