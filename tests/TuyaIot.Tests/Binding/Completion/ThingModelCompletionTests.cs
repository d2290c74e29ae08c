using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Binding.Completion;

/// <summary>What the Tab key offers from the thing model of a product, and that it is silent and quick without one.</summary>
public sealed class ThingModelCompletionTests
{
    private const string Model = """
        {"functionBlocks":[{"functionBlockId":"testFb","functionBlockName":"Test module"}],
         "services":[
          {"identifier":"openValve","serviceName":"Open valve","inputParams":[
           {"identifier":"seconds","name":"Seconds","dataType":"INT","dataSpecs":{"min":"1","max":"600","unit":"s"}},
           {"identifier":"flow rate","dataType":"FLOAT"}]},
          {"identifier":"closeValve","serviceName":"Close valve","inputParams":[{"identifier":"seconds","dataType":"INT"}]},
          {"identifier":"reboot","inputParams":[]}]}
        """;

    private const string ModuleModel = """{"services":[{"identifier":"run","serviceName":"Run","inputParams":[{"identifier":"speed","dataType":"INT"}]}]}""";

    [Theory]
    [InlineData("Invoke-IotThingsService ", "openValve closeValve reboot testFb:")]
    [InlineData("Invoke-IotThingsService -Identifier OPEN", "openValve")]
    [InlineData("'d1' | Invoke-IotThingsService -ProductKey pk2 -Identifier c", "closeValve")]
    [InlineData("Invoke-IotThingsService testFb:", "testFb:run")]
    [InlineData("Invoke-IotThingsService openValve ", "@{ seconds = ; 'flow rate' = }|@{ seconds = |@{ 'flow rate' = ")]
    [InlineData("Invoke-IotThingsService closeValve -Args ", "@{ seconds = ")]
    [InlineData("Invoke-IotThingsService openValve '{", "'{\"seconds\":,\"flow rate\":}'")]
    [InlineData("Invoke-IotThingsService testFb:run ", "@{ speed = ")]
    public void Services_and_their_input_come_from_the_model(string line, string expected)
    {
        using TestGateway gateway = Start();
        using Shell shell = new();
        shell.Use(gateway);

        CompletionResult[] offered = shell.Complete(line);

        Assert.Equal(expected, string.Join(expected.Contains('|', StringComparison.Ordinal) ? '|' : ' ', offered.Select(static result => result.CompletionText)));
        Assert.All(offered, static result => Assert.NotEqual(result.ListItemText, result.ToolTip));
    }

    [Fact]
    public void Tooltips_say_what_it_is_and_what_is_allowed()
    {
        using TestGateway gateway = Start();
        using Shell shell = new();
        shell.Use(gateway);

        Assert.Equal("Open valve: seconds INT, flow rate FLOAT", shell.Complete("Invoke-IotThingsService openV")[0].ToolTip);
        Assert.Equal("seconds: INT, 1 to 600 s (Seconds)\nflow rate: FLOAT", shell.Complete("Invoke-IotThingsService openValve ")[0].ToolTip);
    }

    [Fact]
    public void The_model_of_a_product_is_read_once_in_a_session()
    {
        using TestGateway gateway = Start();
        using Shell shell = new();
        shell.Use(gateway);

        foreach (string line in new[] { "Invoke-IotThingsService ", "Invoke-IotThingsService o", "Invoke-IotThingsService openValve ", "Invoke-IotThingsService -ProductKey pk2 -Identifier " })
        {
            Assert.NotEmpty(shell.Complete(line));
        }

        Assert.Equal(["pk1", "pk2"], gateway.Requests.Select(static request => request["ProductKey"]));
    }

    [Theory]
    [InlineData("Invoke-IotThingsService openValve @{")]
    [InlineData("Invoke-IotThingsService nosuch -Args ")]
    [InlineData("Invoke-IotThingsService reboot -Args ")]
    [InlineData("Invoke-IotThingsService -Credential nobody -Identifier ")]
    public void Where_there_is_nothing_to_offer_no_error_is_shown(string line)
    {
        using TestGateway gateway = Start();
        using Shell shell = new();
        shell.Use(gateway);

        Assert.DoesNotContain(shell.Complete(line), static result => result.CompletionText.Contains("seconds", StringComparison.Ordinal) || result.CompletionText == "openValve");
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("unreadable")]
    [InlineData("reset")]
    public void A_gateway_without_a_model_is_asked_once_and_what_was_called_before_is_offered(string fault)
    {
        using TestGateway gateway = new(request => request["Action"] != "QueryThingModelPublished" ? GatewayReply.Accepted
            : fault == "refused" ? GatewayReply.Refused("iot.prod.NotExistedProduct")
            : fault == "reset" ? GatewayReply.Reset
            : Reply("no model"));
        using Shell shell = new();
        shell.Use(gateway);
        Assert.Empty(shell.Run("$null = 'd1' | Invoke-IotThingsService calledBefore").Errors);

        Assert.Equal(["calledBefore"], shell.Texts("Invoke-IotThingsService "));
        Assert.Equal(["calledBefore"], shell.Texts("Invoke-IotThingsService "));

        Assert.Single(gateway.Requests, static request => request["Action"] == "QueryThingModelPublished");
    }

    [Fact]
    public void Without_a_credential_nothing_is_offered()
    {
        using Shell shell = new();
        Assert.DoesNotContain("openValve", shell.Texts("Invoke-IotThingsService -Identifier "));
    }

    [Fact]
    public void A_silent_gateway_costs_two_seconds_once()
    {
        TaskCompletionSource<GatewayReply> never = new();
        using TestGateway gateway = new(_ => never.Task);
        using Shell shell = new();
        shell.Use(gateway);

        // The time limit is the completion's own. Without it this would not return before the reply.
        Assert.DoesNotContain(shell.Texts("Invoke-IotThingsService openValve -Args "), static text => text.Contains("seconds", StringComparison.Ordinal));
        Assert.DoesNotContain(shell.Texts("Invoke-IotThingsService openValve -Args "), static text => text.Contains("seconds", StringComparison.Ordinal));

        Assert.Single(gateway.Requests);
    }

    private static TestGateway Start() => new(static request => Reply(request["FunctionBlockId"] == "testFb" ? ModuleModel : Model));

    private static GatewayReply Reply(string model) =>
        GatewayReply.Ok($$"""{"RequestId":"A-1","Success":true,"Data":{"ThingModelJson":{{JsonSerializer.Serialize(model)}}} }""");
}
