using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Pipeline;

/// <summary>-UseThingModel: one request a product reads its model, and nothing is sent that the model does not allow.</summary>
public sealed class UseThingModelTests
{
    private const string Model = """
        {"services":[
         {"identifier":"open","inputParams":[{"identifier":"seconds","dataType":"INT","dataSpecs":{"min":"1","max":"600","unit":"s"}},
          {"identifier":"flow","dataType":"FLOAT","dataSpecs":{"min":"0","max":"20"}}]},
         {"identifier":"close","inputParams":[]}]}
        """;

    [Theory]
    [InlineData("'d1', 'd2' | Invoke-IotThingsService open @{ seconds = 700; flow = 1 } -UseThingModel")]
    [InlineData("Invoke-IotThingsService open @{ seconds = 700; flow = 1 } -UseThingModel -DeviceName d1")]
    [InlineData("'d1' | Invoke-IotThingsService open '{\"seconds\":700}' -UseThingModel -ProductKey pk2")]
    [InlineData("[pscustomobject]@{ DeviceName = 'd1' }, [pscustomobject]@{ DeviceName = 'd2' } | Invoke-IotThingsService open @{ seconds = 700 } -UseThingModel")]
    [InlineData("'d1' | Invoke-IotThingsService open @{ seconds = 700 } -UseThingModel -WhatIf")]
    public void A_mistake_of_the_command_line_is_one_error_before_anything_is_sent(string script)
    {
        using TestGateway gateway = Start();
        using Shell shell = new();
        shell.Use(gateway);

        ErrorRecord error = shell.Catch(script);

        error.Is("ThingModelMismatch", ErrorCategory.InvalidArgument);
        Assert.Contains("seconds is 700 (allowed: INT, 1 to 600 s)", error.Exception.Message);
        Assert.Equal(["QueryThingModelPublished"], gateway.Requests.Select(static request => request["Action"]));
    }

    [Fact]
    public void All_faults_are_in_one_error()
    {
        using TestGateway gateway = Start();
        using Shell shell = new();
        shell.Use(gateway);

        string message = shell.Catch("'d1' | Invoke-IotThingsService open @{ secs = 1; flow = $true } -UseThingModel").Exception.Message;

        Assert.Equal("The thing model of pk1 does not allow open: flow is true: it must be a number (allowed: FLOAT, 0 to 20); there is no secs: the model has seconds, flow.", message);
    }

    [Fact]
    public void A_row_that_the_model_refuses_is_an_error_of_that_row_and_the_others_are_sent()
    {
        using TestGateway gateway = Start();
        ShellResult result = Run(gateway, """
            [pscustomobject]@{ DeviceName = 'd1'; Args = '{"seconds":700}' }, [pscustomobject]@{ DeviceName = 'd2'; Args = '{"seconds":7}' },
            [pscustomobject]@{ DeviceName = 'd3'; Args = @{ flow = 7 } }, [pscustomobject]@{ DeviceName = 'd4'; Args = @{ flow = '7' } } |
                Invoke-IotThingsService open -UseThingModel -PerDevice
            """);

        Assert.Equal(["d2", "d3"], result.Output.Select(static sent => sent.Get<string>("DeviceName")).Order());
        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, static error => error.Is("ThingModelMismatch", ErrorCategory.InvalidArgument));
        Assert.Equal(["""{"flow":7.0}""", """{"seconds":7}"""], gateway.Requests.Select(static request => request["Args"]).OfType<string>().Order(System.StringComparer.Ordinal));
        Assert.Single(gateway.Requests, static request => request["Action"] == "QueryThingModelPublished");
    }

    /// <summary>The credential's own product allows neither, and no row is of it.</summary>
    [Fact]
    public void Each_product_has_its_own_model_which_is_read_once()
    {
        using TestGateway gateway = Start();
        ShellResult result = Run(gateway, """
            1..6 | ForEach-Object { [pscustomobject]@{ DeviceName = "d$_"; ProductKey = "pk$(2 + $_ % 2)" } } |
                Invoke-IotThingsService reboot -UseThingModel -PerDevice
            """);

        Assert.Equal(["d1", "d3", "d5"], result.Output.Select(static sent => sent.Get<string>("DeviceName")).Order());
        Assert.Equal(3, result.Errors.Count);
        Assert.Equal(
            ["pk1", "pk2", "pk3"],
            gateway.Requests.Where(static request => request["Action"] == "QueryThingModelPublished").Select(static request => request["ProductKey"]).Order());
    }

    [Theory]
    [InlineData("@{ flow = 10; seconds = 10 }", """{"flow":10.0,"seconds":10}""")]
    [InlineData("([pscustomobject]@{ flow = 10 })", """{"flow":10.0}""")]
    [InlineData("@{ flow = 10.0 }", """{"flow":10.0}""")]
    [InlineData("'{ \"flow\" : 10.0 }'", """{ "flow" : 10.0 }""")]
    public void A_whole_number_is_sent_with_its_decimal_place_and_a_text_byte_for_byte(string args, string sent)
    {
        using TestGateway gateway = Start();
        ShellResult result = Run(gateway, $"'d1' | Invoke-IotThingsService open {args} -UseThingModel");

        Assert.Empty(result.Errors);
        Assert.Equal(sent, gateway.Requests[^1]["Args"]);
    }

    [Fact]
    public void A_text_with_a_whole_number_is_refused_and_not_rewritten()
    {
        using TestGateway gateway = Start();
        using Shell shell = new();
        shell.Use(gateway);

        ErrorRecord error = shell.Catch("""'d1' | Invoke-IotThingsService open '{"flow":10}' -UseThingModel""");

        Assert.Contains("flow is 10: write 10.0, with a decimal place", error.Exception.Message);
        Assert.Equal("""{"flow":10}""", error.Target());
    }

    [Fact]
    public void A_result_that_is_piped_back_is_the_same_command_again()
    {
        using TestGateway gateway = Start();
        ShellResult result = Run(gateway, """
            $first = 'd1' | Invoke-IotThingsService open @{ flow = 10 } -UseThingModel
            $first, [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($first)) | ForEach-Object { $_ | Invoke-IotThingsService -UseThingModel }
            """);

        Assert.Empty(result.Errors);
        Assert.Equal(["""{"flow":10}""", """{"flow":10}"""], result.Output.Select(static sent => sent.Get<string>("Args")));
        Assert.Equal(
            Enumerable.Repeat("""{"flow":10.0}""", 3), gateway.Requests.Where(static request => request["Action"] == "InvokeThingsService").Select(static request => request["Args"]));
    }

    /// <summary>The first run sent 10.0; then the model said INT, and the second one sends 10.</summary>
    [Fact]
    public void A_journal_takes_the_command_for_the_same_after_the_model_has_changed()
    {
        string journal = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        string model = Model;
        using TestGateway gateway = new(request => request["Action"] == "QueryThingModelPublished" ? Reply(model)
            : request.DeviceNames()[0] == "d2" && model == Model ? GatewayReply.Refused("iot.device.NotExistedDevice")
            : GatewayReply.Accepted);
        using Shell shell = new();
        shell.Use(gateway);
        string script = $"'d1', 'd2' | Invoke-IotThingsService open @{{ flow = 10 }} -UseThingModel -BatchSize 1 -JournalPath '{journal}' -ErrorAction SilentlyContinue";

        ShellResult first = shell.Run(script);
        model = Model.Replace("FLOAT", "INT", System.StringComparison.Ordinal);
        ShellResult second = shell.Run(script);
        ShellResult third = shell.Run(script.Replace("-UseThingModel", string.Empty, System.StringComparison.Ordinal));

        Assert.Equal(2, first.Output.Count);
        Assert.Equal(["d2"], Assert.Single(second.Output).DeviceName());
        Assert.Empty(third.Output);
        Assert.Equal(
            ["""d1 {"flow":10.0}""", """d2 {"flow":10.0}""", """d2 {"flow":10}"""],
            gateway.Requests.Where(static request => request["Action"] == "InvokeThingsService").Select(static request => $"{request.DeviceNames()[0]} {request["Args"]}"));
        File.Delete(journal);
    }

    [Fact]
    public void A_command_that_the_model_refuses_leaves_no_journal()
    {
        string journal = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using TestGateway gateway = Start();
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch($"'d1' | Invoke-IotThingsService open @{{ seconds = 0 }} -UseThingModel -JournalPath '{journal}'").Is("ThingModelMismatch", ErrorCategory.InvalidArgument);

        Assert.False(File.Exists(journal));
    }

    [Fact]
    public void A_module_has_a_model_of_its_own()
    {
        using TestGateway gateway = new(static request => request["Action"] != "QueryThingModelPublished" ? GatewayReply.Accepted
            : Reply(request["FunctionBlockId"] == "testFb" ? """{"services":[{"identifier":"run","inputParams":[]}]}""" : Model));
        ShellResult result = Run(gateway, "'d1' | Invoke-IotThingsService testFb:run -UseThingModel");

        Assert.Empty(result.Errors);
        Assert.Equal(["testFb", null], gateway.Requests.Select(static request => request["FunctionBlockId"]));
    }

    [Theory]
    [InlineData("\"none\"", "ThingModelUnreadable", ErrorCategory.InvalidData)]
    [InlineData("7", "ThingModelUnavailable", ErrorCategory.ResourceUnavailable)]
    [InlineData("null", "ThingModelUnavailable", ErrorCategory.ResourceUnavailable)]
    public void Without_a_model_nothing_is_sent(string model, string errorId, ErrorCategory category)
    {
        using TestGateway gateway = new(request => request["Action"] == "QueryThingModelPublished"
            ? GatewayReply.Ok($$"""{"Success":true,"Data":{"ThingModelJson":{{model}}} }""") : GatewayReply.Accepted);
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch("'d1', 'd2' | Invoke-IotThingsService open -UseThingModel").Is(errorId, category);

        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData("iot.prod.NotExistedProduct", "ThingModelUnavailable", ErrorCategory.ResourceUnavailable)]
    [InlineData("SignatureDoesNotMatch", "SignatureRefused", ErrorCategory.AuthenticationError)]
    public void A_model_that_the_gateway_refuses_ends_the_command_with_its_reason(string code, string errorId, ErrorCategory category)
    {
        using TestGateway gateway = new(_ => GatewayReply.Refused(code));
        using Shell shell = new();
        shell.Use(gateway);

        ErrorRecord error = shell.Catch("'d1', 'd2' | Invoke-IotThingsService open -UseThingModel");

        error.Is(errorId, category);
        Assert.Contains(code, error.Exception.Message);
        Assert.Single(gateway.Requests);
    }

    /// <summary>pk3 has another model.</summary>
    private static TestGateway Start() => new(static request => request["Action"] != "QueryThingModelPublished" ? GatewayReply.Accepted
        : Reply(request["ProductKey"] == "pk3" ? """{"services":[{"identifier":"reboot","inputParams":[]}]}""" : Model));

    private static GatewayReply Reply(string model) =>
        GatewayReply.Ok($$"""{"RequestId":"A-1","Success":true,"Data":{"ThingModelJson":{{JsonSerializer.Serialize(model)}}} }""");

    private static ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = new();
        shell.Use(gateway);
        return shell.Run(script);
    }
}
