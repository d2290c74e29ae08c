using System.Collections.Generic;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Errors;

/// <summary>What the gateway says becomes a result and an error that belong together.</summary>
public sealed class GatewayErrorTests
{
    [Fact]
    public void A_wrong_secret_ends_a_run_of_10_000_names_after_one_request()
    {
        using Shell shell = new();
        PSObject simulator = shell.UseSimulator("-ProductKey pk1");
        shell.Run("Set-IotCredential simulator $Secret $sim.Endpoint -ProductKey pk1 -RequestsPerSecond 0");
        shell["names"] = NameList.Stream(10_000);

        ShellResult result = shell.Run("""
            $ended = $false
            try { $names | Invoke-IotThingsService -Identifier Set } catch { $ended = $true; $_ }
            $ended
            Stop-IotSimulator $sim
            """);

        Assert.Equal(3, result.Output.Count);
        Assert.Equal("Rejected", result.Output[0].Status());
        ErrorRecord error = Assert.IsType<ErrorRecord>(result.Output[1].BaseObject);
        error.Is("SignatureRefused", ErrorCategory.AuthenticationError);
        Assert.Same(result.Output[0].BaseObject, error.Target());
        Assert.Equal(true, result.Output[2].BaseObject);
        Assert.Equal(1, simulator.Get<long>("RequestCount"));
    }

    [Fact]
    public void An_unknown_key_ends_the_run_after_one_request()
    {
        using Shell shell = new();
        PSObject simulator = shell.UseSimulator("-ProductKey pk1");
        shell.Run("Set-IotCredential nobody $Secret $sim.Endpoint -ProductKey pk1 -RequestsPerSecond 0");
        shell["names"] = NameList.Stream(10_000);

        ErrorRecord error = shell.Catch("$names | Invoke-IotThingsService -Identifier Set");
        shell.Run("Stop-IotSimulator $sim");

        error.Is("AccessKeyNotFound", ErrorCategory.AuthenticationError);
        Assert.Equal(1, simulator.Get<long>("RequestCount"));
    }

    [Fact]
    public void A_run_that_ends_says_how_many_names_it_had_read_and_not_sent()
    {
        using TestGateway gateway = new(_ => GatewayReply.Refused("InvalidAccessKeyId.NotFound", status: 404));
        using Shell shell = new();
        shell.Use(gateway);
        shell["names"] = NameList.Of(5);

        ErrorRecord error = shell.Catch("$names | Invoke-IotThingsService -Identifier Set -BatchSize 2");

        // The first 2 were refused; the next 2 were gathered when that came to light; the fifth was never read.
        Assert.Contains("2 devices more had been read", error.Exception.Message);
        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData("iot.device.NotExistedDevice", "DeviceRefused", ErrorCategory.ObjectNotFound)]
    [InlineData("IOT.DEVICE.InactiveDevice", "DeviceRefused", ErrorCategory.ObjectNotFound)]
    [InlineData("iot.prod.NotExistedProduct", "RequestRefused", ErrorCategory.InvalidArgument)]
    public void A_refused_request_is_a_result_and_an_error_about_it_and_the_rest_goes_on(string code, string errorId, ErrorCategory category)
    {
        using TestGateway gateway = new(request =>
            request.DeviceNames()[0] == "device000003" ? GatewayReply.Refused(code, "Not this one.") : GatewayReply.Accepted);
        using Shell shell = new();
        shell.Use(gateway);
        shell["names"] = NameList.Of(6);

        ShellResult result = shell.Run("$names | Invoke-IotThingsService -Identifier Set -BatchSize 2");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is(errorId, category);
        Assert.Contains("Not this one", error.ErrorDetails.Message);
        PSObject rejected = Assert.Single(result.Output, batch => batch.Status() == "Rejected");
        Assert.Same(rejected.BaseObject, error.Target());
        Assert.Equal(["device000003", "device000004"], rejected.DeviceName());
        Assert.Equal(code, rejected.Get<string>("Code"));
        Assert.Equal("R-1", rejected.Get<string>("RequestId"));
        Assert.False(rejected.Get<bool>("Success"));
        Assert.Equal(1, rejected.Get<int>("Attempts"));
        Assert.Equal(3, gateway.Requests.Count);
    }

    public static TheoryData<string> LostAnswers =>
        ["close", "reset", "500", "503 html", "cut", "not JSON", "empty", "no Success", "SystemException"];

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public void An_answer_that_is_lost_or_says_nothing_is_Unknown_and_never_sent_again(string what)
    {
        Dictionary<string, GatewayReply> replies = new()
        {
            ["close"] = GatewayReply.Close,
            ["reset"] = GatewayReply.Reset,
            ["500"] = new GatewayReply(500, """{"Code":"InternalError","Message":"Sorry."}"""),
            ["503 html"] = new GatewayReply(503, "<html><body>Sorry</body></html>", "Content-Type: text/html\r\n"),
            ["cut"] = GatewayReply.Ok("""{"RequestId":"A-1","Succ"""),
            ["not JSON"] = GatewayReply.Ok("OK"),
            ["empty"] = GatewayReply.Ok(string.Empty),
            ["no Success"] = GatewayReply.Ok("""{"RequestId":"A-1"}"""),
            ["SystemException"] = GatewayReply.Refused("iot.system.SystemException"),
        };
        using TestGateway gateway = new(request => request.Number == 2 ? replies[what] : GatewayReply.Accepted);
        using Shell shell = new();
        shell.Use(gateway);
        shell["names"] = NameList.Of(9);

        ShellResult result = shell.Run("$names | Invoke-IotThingsService -Identifier Set -BatchSize 3 -ThrottleLimit 1");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("OutcomeUnknown", ErrorCategory.ConnectionError);
        PSObject unknown = Assert.Single(result.Output, batch => batch.Status() == "Unknown");
        Assert.Same(unknown.BaseObject, error.Target());
        Assert.Equal(2, unknown.Get<int>("Batch"));
        Assert.Equal(NameList.Of(9), gateway.DeviceNames);
    }
}
