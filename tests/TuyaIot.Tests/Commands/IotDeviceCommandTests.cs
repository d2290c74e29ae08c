using System.IO;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Enable-, Disable- and Remove-IotDevice: one device a request, and nobody is deleted unasked.</summary>
public sealed class IotDeviceCommandTests
{
    public static TheoryData<string, string> Commands => new()
    {
        { "Enable-IotDevice", "EnableThing" },
        { "Disable-IotDevice", "DisableThing" },
        { "Remove-IotDevice -Confirm:$false", "DeleteDevice" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void Each_device_is_a_request_and_a_result(string command, string action)
    {
        using TestGateway gateway = new();
        ShellResult result = Run(gateway, $"'d1', [pscustomobject]@{{ Name = 'd2'; ProductKey = 'pk2' }}, 'd3' | {command} -ThrottleLimit 1");

        Assert.Empty(result.Errors);
        Assert.Equal(
            [$"{action} pk1 d1", $"{action} pk2 d2", $"{action} pk1 d3"],
            gateway.Requests.Select(static request => $"{request["Action"]} {request["ProductKey"]} {request["DeviceName"]}"));
        Assert.Equal(["d1", "d2", "d3"], result.Output.Select(static device => device.Get<string>("DeviceName")));
        Assert.All(result.Output, static device => Assert.Equal("TuyaIot.IotDeviceResult", device.BaseObject.GetType().FullName));
        Assert.All(result.Output, static device => Assert.Equal("Accepted", device.Status()));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_device_that_is_refused_is_named_and_its_result_pipes_back(string command, string action)
    {
        using TestGateway gateway = new(static request => request.Number == 1
            ? GatewayReply.Refused("iot.device.NotExistedDevice")
            : GatewayReply.Accepted);
        ShellResult result = Run(gateway, $"'d1' | {command} -OutVariable first; $first | {command}");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("DeviceRefused", ErrorCategory.ObjectNotFound);
        Assert.Contains("d1 of pk1", error.Exception.Message);
        Assert.DoesNotContain("OnRejected", error.ErrorDetails.RecommendedAction);
        Assert.Equal(["Rejected", "Accepted"], result.Output.Select(static device => device.Status()));
        Assert.All(gateway.Requests, request => Assert.Equal((action, "d1"), (request["Action"], request["DeviceName"])));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_lost_reply_is_unknown_and_is_not_sent_again(string command, string action)
    {
        using TestGateway gateway = new(static _ => GatewayReply.Reset);
        ShellResult result = Run(gateway, $"'d1' | {command}");

        Assert.Single(result.Errors).Is("OutcomeUnknown", ErrorCategory.ConnectionError);
        Assert.Equal("Unknown", Assert.Single(result.Output).Status());
        Assert.Equal(action, Assert.Single(gateway.Requests)["Action"]);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_gateway_that_does_not_have_the_action_ends_the_run(string command, string action)
    {
        using TestGateway gateway = new(static _ => GatewayReply.Refused("InvalidAction.NotFound", status: 404));
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch($"'d1', 'd2' | {command}").Is("ActionNotSupported", ErrorCategory.NotImplemented);

        Assert.Equal(action, Assert.Single(gateway.Requests)["Action"]);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_journal_skips_what_was_accepted(string command, string action)
    {
        string folder = Directory.CreateTempSubdirectory("tuyaiot").FullName;
        try
        {
            using TestGateway gateway = new(static request => request.Number == 2
                ? GatewayReply.Refused("iot.device.NotExistedDevice")
                : GatewayReply.Accepted);
            using Shell shell = new();
            shell.Use(gateway);
            shell["journal"] = Path.Combine(folder, "run.jsonl");

            shell.Run($"1..2 | ForEach-Object {{ 'd1', 'd2', 'd3' | {command} -ThrottleLimit 1 -JournalPath $journal -ErrorAction SilentlyContinue }}");

            Assert.Equal(["d1", "d2", "d3", "d2"], gateway.Requests.Select(static request => request["DeviceName"]));
            Assert.All(gateway.Requests, request => Assert.Equal(action, request["Action"]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("Yes No Yes", 3, "d1 d3")]
    [InlineData("Yes_to_All", 1, "d1 d2 d3")]
    [InlineData("No_to_All", 1, "")]
    public void Remove_asks_for_each_device_by_its_name(string answers, int questions, string removed)
    {
        using TestGateway gateway = new();
        TestUserInterface ui = new([.. answers.Split(' ').Select(static answer => answer.Replace('_', ' '))]);
        using Shell shell = new(ui);
        shell.Use(gateway);

        ShellResult result = shell.Run("'d1', 'd2', 'd3' | Remove-IotDevice -ThrottleLimit 1");

        Assert.Empty(result.Errors);
        Assert.Equal(questions, ui.Questions.Count);
        Assert.Contains("\"Remove\" on target \"d1 of pk1\"", ui.Questions[0]);
        Assert.Equal(removed, string.Join(' ', gateway.Requests.Select(static request => request["DeviceName"])));
    }

    [Theory]
    [InlineData("Remove-IotDevice -Confirm:$false", 0, 1)]
    [InlineData("Remove-IotDevice -WhatIf", 0, 0)]
    [InlineData("Disable-IotDevice", 0, 1)]
    [InlineData("Disable-IotDevice -Confirm", 1, 1)]
    [InlineData("Enable-IotDevice -WhatIf", 0, 0)]
    public void The_user_is_asked_where_it_matters(string command, int questions, int requests)
    {
        using TestGateway gateway = new();
        TestUserInterface ui = new("Yes");
        using Shell shell = new(ui);
        shell.Use(gateway);

        Assert.Empty(shell.Run($"'d1' | {command}").Errors);

        Assert.Equal(questions, ui.Questions.Count);
        Assert.Equal(requests, gateway.Requests.Count);
    }

    private static ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = new();
        shell.Use(gateway);
        return shell.Run(script);
    }
}
