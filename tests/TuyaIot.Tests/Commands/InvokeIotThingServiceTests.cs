using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Invoke-IotThingService: a device a request, with the id of its message and the answer of a synchronous service.</summary>
public sealed class InvokeIotThingServiceTests
{
    [Theory]
    [InlineData("'d1', 'd2' | Invoke-IotThingService Set @{ a = 1.0 } -Qos 1")]
    [InlineData("Invoke-IotThingService Set '{\"a\":1.0}' -DeviceName d1, d2 -Qos 1")]
    [InlineData("[pscustomobject]@{ DeviceName = 'd1', 'd2'; Identifier = 'Set'; Args = @{ a = 1.0 }; Qos = '1' } | Invoke-IotThingService")]
    [InlineData("'d1', 'd2' | Invoke-IotThingService Set @{ a = 1.0 } -Qos 1 | Invoke-IotThingService")]
    public void Names_rows_and_results_are_taken_and_each_device_is_a_request(string script)
    {
        using TestGateway gateway = new(static _ => Answer(""" "MessageId":"17" """));
        ShellResult result = Run(gateway, script);

        Assert.Empty(result.Errors);
        Assert.Equal(["d1", "d2"], gateway.Requests.Select(static request => request["DeviceName"]).Distinct().Order());
        Assert.All(gateway.Requests, static request => Assert.Equal(
            ("InvokeThingService", "Set", """{"a":1.0}""", "1"), (request["Action"], request["Identifier"], request["Args"], request["Qos"])));
        Assert.Equal(["17", "17"], result.Output.Select(static one => one.Properties["MessageId"].Value));
    }

    [Theory]
    [InlineData("""{"MessageId":9007199254740993,"Result":"{\"level\":10.5,\"DeviceSecret\":\"s3cret\"}"}""")]
    [InlineData("""{"messageId":"9007199254740993","result":{"level":10.5,"DeviceSecret":"s3cret"}}""")]
    public void An_answer_is_an_object_whose_secrets_are_masked(string data)
    {
        using TestGateway gateway = new(_ => GatewayReply.Ok($$"""{"RequestId":"A-1","Success":true,"Data":{{data}}}"""));
        PSObject result = Assert.Single(Run(gateway, "'d1' | Invoke-IotThingService Measure").Output);

        Assert.Equal("9007199254740993", result.Properties["MessageId"].Value);
        PSObject answer = Assert.IsType<PSObject>(result.Properties["Result"].Value);
        Assert.Equal(10.5, answer.Properties["level"].Value);
        Assert.Equal("********", answer.Properties["DeviceSecret"].Value);
        Assert.Equal("""{"level":10.5,"DeviceSecret":"********"}""", result.Properties["ResultJson"].Value);
    }

    [Theory]
    [InlineData(""" "MessageId":"17" """, null)]
    [InlineData(""" "MessageId":"17","Result":null """, null)]
    [InlineData(""" "MessageId":"17","Result":"" """, null)]
    [InlineData(""" "MessageId":"17","Result":"no JSON" """, "no JSON")]
    [InlineData(""" "MessageId":"17","Result":"12" """, 12L)]
    [InlineData(""" "MessageId":"17","Result":true """, true)]
    public void An_answer_of_another_form_is_what_it_is(string data, object? answer)
    {
        using TestGateway gateway = new(_ => Answer(data));
        PSObject result = Assert.Single(Run(gateway, "'d1' | Invoke-IotThingService Measure").Output);

        Assert.Equal("Accepted", result.Status());
        Assert.Equal(answer, result.Properties["Result"].Value);
    }

    [Theory]
    [InlineData("iot.messagebroker.TIMEOUT")]
    [InlineData("iot.messagebroker.HALFCONN")]
    public void An_answer_that_does_not_come_in_time_is_unknown_and_the_command_is_not_sent_again(string code)
    {
        using TestGateway gateway = new(_ => GatewayReply.Refused(code));
        ShellResult result = Run(gateway, "'d1' | Invoke-IotThingService Measure");

        Assert.Equal("Unknown", Assert.Single(result.Output).Status());
        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("OutcomeUnknown", ErrorCategory.ConnectionError);
        Assert.Contains("Wait-IotCommand", error.ErrorDetails.RecommendedAction);
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public void A_property_binds_its_device_and_not_its_identifier()
    {
        using TestGateway gateway = new(static request => request["Action"] == "QueryDevicePropertyStatus"
            ? Answer(""" "List":[{"Identifier":"level","DataType":"double","Value":"10"}] """)
            : Answer(""" "MessageId":"17" """));
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("Get-IotDeviceProperty -DeviceName d1 | Invoke-IotThingService Cool");
        ShellResult without = shell.Run("Get-IotDeviceProperty -DeviceName d1 | Invoke-IotThingService");

        Assert.Empty(result.Errors);
        Assert.Equal("d1", Assert.Single(result.Output).Get<string>("DeviceName"));
        Assert.Single(without.Errors).Is("NoIdentifier", ErrorCategory.InvalidArgument);
        Assert.Equal(["Cool"], gateway.Requests.Where(static request => request["Action"] == "InvokeThingService").Select(static request => request["Identifier"]));
    }

    private static GatewayReply Answer(string data) => GatewayReply.Ok($$"""{"RequestId":"A-1","Success":true,"Data":{ {{data}} } }""");

    private static ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = new();
        shell.Use(gateway);
        return shell.Run(script);
    }
}
