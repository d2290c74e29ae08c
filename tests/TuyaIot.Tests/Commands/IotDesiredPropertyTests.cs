using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Get-, Set- and Clear-IotDesiredProperty: at most 10 properties, with the versions that the gateway has.</summary>
public sealed class IotDesiredPropertyTests
{
    private const string Ten = "a,b,c,d,e,f,g,h,i,j";

    [Fact]
    public void The_present_versions_are_read_and_sent()
    {
        using TestGateway gateway = new(Serve);
        ShellResult result = Run(gateway, "'d1', 'd2' | Set-IotDesiredProperty @{ level = 1.0; mode = 'x'; fresh = 1 } -ExpirationSeconds 60");

        Assert.Empty(result.Errors);
        GatewayRequest[] sent = [.. gateway.Requests.Where(static request => request["Action"] == "SetDeviceDesiredProperty")];
        Assert.Equal(["d1", "d2"], sent.Select(static request => request["DeviceName"]).Order());
        Assert.All(sent, static request => Assert.Equal(
            ("""{"fresh":1,"level":1.0,"mode":"x"}""", """{"fresh":0,"level":3,"mode":0}""", "60"),
            (request["Items"], request["Versions"], request["Expiration"])));
        Assert.Equal(2, gateway.Requests.Count - sent.Length);
        Assert.All(result.Output, static one => Assert.Equal(("""{"level":4}""", "17"), (one.Get<string>("Version"), one.Get<string>("MessageId"))));
    }

    [Theory]
    [InlineData("-Version @{ level = 7; other = 1 }", """{"level":7}""")]
    [InlineData("-Version '{\"level\":7}'", """{"level":7}""")]
    [InlineData("-Version 7", """{"level":7}""")]
    [InlineData("-Version '7'", """{"level":7}""")]
    public void A_version_that_is_given_is_sent_and_none_is_read(string version, string sent)
    {
        using TestGateway gateway = new(Serve);
        Assert.Empty(Run(gateway, $"'d1' | Set-IotDesiredProperty @{{ level = 1.0 }} {version}").Errors);

        Assert.Equal(sent, Assert.Single(gateway.Requests)["Versions"]);
    }

    [Theory]
    [InlineData("-Version x")]
    [InlineData("-Version @{ level = 'x' }")]
    [InlineData("-Version @{ level = 1.5 }")]
    [InlineData("-Version @(1, 2)")]
    public void What_is_no_version_is_refused_before_anything_is_sent(string version)
    {
        using TestGateway gateway = new(Serve);
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch($"'d1' | Set-IotDesiredProperty @{{ level = 1.0 }} {version}").Is("InvalidVersion", ErrorCategory.InvalidArgument);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public void A_Get_that_is_piped_to_a_Set_sends_its_versions_in_a_request_a_device()
    {
        using TestGateway gateway = new(Serve);
        ShellResult result = Run(gateway, "$read = 'd1', 'd2' | Get-IotDesiredProperty; $read | Set-IotDesiredProperty @{ level = 2.0; mode = 'y' }");

        Assert.Empty(result.Errors);
        Assert.Equal(
            ["QueryDeviceDesiredProperty d1 ", "QueryDeviceDesiredProperty d2 ", """SetDeviceDesiredProperty d1 {"level":3,"mode":0}""", """SetDeviceDesiredProperty d2 {"level":3,"mode":0}"""],
            gateway.Requests.Select(static request => $"{request["Action"]} {request["DeviceName"]} {request["Versions"]}").Order());
    }

    [Fact]
    public void A_result_that_is_piped_back_sends_the_versions_after_it()
    {
        using TestGateway gateway = new(Serve);
        Assert.Empty(Run(gateway, "'d1' | Set-IotDesiredProperty @{ level = 2.0 } -Version 3 | Set-IotDesiredProperty").Errors);

        Assert.Equal(["""{"level":3}""", """{"level":4}"""], gateway.Requests.Select(static request => request["Versions"]));
        Assert.All(gateway.Requests, static request => Assert.Equal("""{"level":2.0}""", request["Items"]));
    }

    [Fact]
    public void A_resumed_run_skips_what_was_accepted_though_its_version_is_another_one_now()
    {
        using TestGateway gateway = new(static request => request["Action"] == "QueryDeviceDesiredProperty"
            ? GatewayReply.Ok("""{"Success":true,"Data":{"List":[{"Identifier":"level","Version":""" + request.Number + "}]}}")
            : Serve(request));
        using Shell shell = new();
        shell.Use(gateway);
        shell["journal"] = System.IO.Path.Combine(System.IO.Directory.CreateTempSubdirectory("tuyaiot").FullName, "run.jsonl");

        Assert.Equal(2, shell.Run("'d1', 'd2' | Set-IotDesiredProperty @{ level = 2.0 } -JournalPath $journal").Output.Count);
        Assert.Empty(shell.Run("'d1', 'd2' | Set-IotDesiredProperty @{ level = 2.0 } -JournalPath $journal").Output);

        Assert.Equal(2, gateway.Requests.Count(static request => request["Action"] == "SetDeviceDesiredProperty"));
    }

    [Fact]
    public void A_device_whose_versions_cannot_be_read_is_an_error_and_the_others_are_sent()
    {
        using TestGateway gateway = new(static request => request["DeviceName"] == "d2" ? GatewayReply.Refused("iot.device.NotExistedDevice") : Serve(request));
        ShellResult result = Run(gateway, "'d1', 'd2', 'd3' | Set-IotDesiredProperty @{ level = 2.0 }");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("DeviceNotFound", ErrorCategory.ObjectNotFound);
        Assert.Equal("d2", error.Target());
        Assert.Equal(["d1", "d3"], result.Output.Select(static one => one.Get<string>("DeviceName")).Order());
    }

    [Theory]
    [InlineData("'d1' | Get-IotDesiredProperty " + Ten + ",k")]
    [InlineData("'d1' | Clear-IotDesiredProperty " + Ten + ",k")]
    [InlineData("'d1' | Set-IotDesiredProperty @{ a=1; b=1; c=1; d=1; e=1; f=1; g=1; h=1; i=1; j=1; k=1 }")]
    public void More_than_ten_are_refused_before_anything_is_sent(string script)
    {
        using TestGateway gateway = new(Serve);
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch(script).Is("TooManyProperties", ErrorCategory.InvalidArgument);
        Assert.Empty(gateway.Requests);
        Assert.Empty(shell.Run(script.Replace(",k", ",a", System.StringComparison.Ordinal).Replace("; k=1", string.Empty, System.StringComparison.Ordinal)).Errors);
    }

    [Theory]
    [InlineData("'d1' | Set-IotDesiredProperty @{ a = 1 } -ExpirationSeconds 0", "InvalidExpirationSeconds")]
    [InlineData("'d1' | Set-IotDesiredProperty @(@{ key = 'a'; value = 1 })", "InvalidProperty")]
    [InlineData("'d1' | Set-IotDesiredProperty", "NoProperty")]
    [InlineData("Clear-IotDesiredProperty -DeviceName d1", "NoIdentifier")]
    [InlineData("'d1' | Clear-IotDesiredProperty", "NoIdentifier")]
    [InlineData("'d1' | Clear-IotDesiredProperty le*", "InvalidIdentifier")]
    public void What_the_command_line_gets_wrong_is_one_error_before_anything_is_sent(string script, string errorId)
    {
        using TestGateway gateway = new(Serve);
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch(script).Is(errorId, ErrorCategory.InvalidArgument);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("'d1' | Get-IotDesiredProperty level, mode, level", "Identifier.1=level Identifier.2=mode")]
    [InlineData("'d1' | Get-IotDesiredProperty lev*, mode", "")]
    [InlineData("'d1' | Get-IotDesiredProperty", "")]
    [InlineData("'d1' | Clear-IotDesiredProperty level, mode, level", "Identifies.1=level Identifies.2=mode")]
    [InlineData("'d1' | Clear-IotDesiredProperty *", "")]
    public void Identifiers_are_spelled_as_the_gateway_wants_them(string script, string parameters)
    {
        using TestGateway gateway = new(Serve);
        Assert.Empty(Run(gateway, script).Errors);

        Assert.Equal(parameters, string.Join(" ", Assert.Single(gateway.Requests).Parameters
            .Where(static parameter => parameter.Key.StartsWith("Identifi", System.StringComparison.Ordinal))
            .Select(static parameter => $"{parameter.Key}={parameter.Value}").Order()));
    }

    [Fact]
    public void What_is_read_binds_to_what_clears_it()
    {
        using TestGateway gateway = new(Serve);
        ShellResult result = Run(gateway, "'d1' | Get-IotDesiredProperty level | Clear-IotDesiredProperty");

        PSObject cleared = Assert.Single(result.Output);
        Assert.Equal(("d1", """{"level":4}"""), (cleared.Get<string>("DeviceName"), cleared.Get<string>("Version")));
        Assert.Equal(["level"], cleared.Get<string[]>("Identifier")!);
    }

    private static GatewayReply Serve(GatewayRequest request) => GatewayReply.Ok(request["Action"] == "QueryDeviceDesiredProperty"
        ? """{"Success":true,"Data":{"List":{"DesiredPropertyInfo":[{"Identifier":"level","DataType":"double","Value":"1.5","Version":3},{"Identifier":"mode","Version":"0"}]}}}"""
        : """{"Success":true,"RequestId":"A-1","Data":{"MessageId":"17","Versions":"{\"level\":4}"}}""");

    private static ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = new();
        shell.Use(gateway);
        return shell.Run(script);
    }
}
