using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using TuyaIot.Tests.Pipeline;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Get-IotThingModel: one request a key, one typed object a model, and one error a key that has none.</summary>
public sealed class GetIotThingModelTests
{
    private const string Model = """
        {"_ppk":{"version":"17"},"productKey":"pk1","deviceSecret":"Hidden-1","functionBlocks":[{"functionBlockId":"testFb"}],
         "properties":[{"identifier":"level","name":"Level","dataType":"DOUBLE","rwFlag":"READ_WRITE","dataSpecs":{"min":"0","max":"100","step":"0.5","unit":"%"}}],
         "services":[{"identifier":"open","serviceName":"Open","callType":"SYNC","inputParams":[{"identifier":"s","dataType":"INT","dataSpecs":{"min":"1"}}]}],
         "events":[{"identifier":"leak","eventName":"Leak","eventType":"INFO_EVENT_TYPE","outputData":[]}]}
        """;

    private static string Reply(string model) => $$"""{"RequestId":"A-1","Success":true,"Data":{"ThingModelJson":{{model}}},"ProductKey":"pk1"}""";

    private static string TextReply(string model) => Reply(JsonSerializer.Serialize(model));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_model_is_a_typed_object(bool isText)
    {
        using TestGateway gateway = new(_ => GatewayReply.Ok(isText ? TextReply(Model) : Reply(Model)));
        PSObject model = Assert.Single(Run(gateway, "Get-IotThingModel pk1").Output);

        Assert.Equal("TuyaIot.IotThingModel", model.BaseObject.GetType().FullName);
        Assert.Equal(("pk1", "17"), (model.Get<string>("ProductKey"), model.Get<string>("Version")));
        Assert.Equal("testFb", Assert.Single(model.Get<string[]>("FunctionBlocks")!));
        PSObject level = Only(model, "Properties");
        Assert.Equal(("level", "DOUBLE", "READ_WRITE", "%"), (level.Get<string>("Identifier"), level.Get<string>("DataType"), level.Get<string>("Access"), level.Get<string>("Unit")));
        Assert.Equal((0d, 100d, 0.5), (level.Properties["Min"].Value, level.Properties["Max"].Value, level.Properties["Step"].Value));
        PSObject open = Only(model, "Services");
        Assert.Equal(("open", "SYNC"), (open.Get<string>("Identifier"), open.Get<string>("CallType")));
        Assert.Equal("at least 1", Only(open, "Input").Get<string>("Range"));
        Assert.Equal("INFO", Only(model, "Events").Get<string>("EventType"));
    }

    [Fact]
    public void Each_key_is_asked_for_with_its_version_and_its_module()
    {
        using TestGateway gateway = new(_ => GatewayReply.Ok(TextReply(Model)));
        ShellResult result = Run(gateway, "'pk1', 'pk2' | Get-IotThingModel -ModelVersion 16 -FunctionBlockId testFb; Get-IotThingModel pk3");

        Assert.Empty(result.Errors);
        Assert.Equal(
            ["pk1 16 testFb", "pk2 16 testFb", "pk3  "],
            gateway.Requests.Select(static request => $"{request["ProductKey"]} {request["ModelVersion"]} {request["FunctionBlockId"]}"));
        Assert.Equal(["testFb", "testFb", null], result.Output.Select(static model => model.Properties["FunctionBlockId"].Value));
    }

    [Theory]
    [InlineData("\"{no model\"")]
    [InlineData("\"\"")]
    [InlineData("\"[]\"")]
    public void A_model_that_is_no_JSON_is_an_error_of_its_key_and_Raw_shows_it(string json)
    {
        using TestGateway gateway = new(request => GatewayReply.Ok(request["ProductKey"] == "pk1" ? Reply(json) : TextReply(Model)));
        ShellResult result = Run(gateway, "Get-IotThingModel pk1, pk2; Get-IotThingModel pk1 -Raw");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("ThingModelUnreadable", ErrorCategory.InvalidData);
        Assert.Equal("pk1", error.Target());
        Assert.Contains("-Raw", error.ErrorDetails.RecommendedAction);
        Assert.Equal(2, result.Output.Count);
        Assert.Equal(JsonSerializer.Deserialize<string>(json), result.Output[1].BaseObject);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","Data":null""")]
    [InlineData(""","Data":{"ThingModelJson":null}""")]
    [InlineData(""","Data":{"ThingModelJson":7}""")]
    [InlineData(""","Data":[1]""")]
    public void A_reply_without_a_model_is_an_error_of_its_key(string data)
    {
        using TestGateway gateway = new(request => GatewayReply.Ok(
            request["ProductKey"] == "pk1" ? $$"""{"RequestId":"A-1","Success":true{{data}}}""" : TextReply(Model)));
        ShellResult result = Run(gateway, "Get-IotThingModel pk1, pk2");

        Assert.Single(result.Errors).Is("ReplyUnreadable", ErrorCategory.InvalidData);
        Assert.Single(result.Output);
    }

    [Fact]
    public void Secrets_are_masked_in_Raw_and_are_nowhere_else()
    {
        using TestGateway gateway = new(_ => GatewayReply.Ok(TextReply(Model)));
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("(Get-IotThingModel pk1 -Verbose -Debug).Raw; Get-IotThingModel pk1 -Raw; Get-IotThingModel pk1 | Format-List | Out-Default");

        Assert.All(result.Output, static raw => Assert.Equal("********", JsonDocument.Parse($"{raw}").RootElement.GetProperty("deviceSecret").GetString()));
        Assert.Equal(2, result.Output.Count);
        Assert.DoesNotContain("Hidden-1", Everything.TextOf(shell, result));
    }

    [Fact]
    public void A_product_that_does_not_exist_has_no_model_and_the_others_follow()
    {
        using Shell shell = new();

        ShellResult result = shell.Run("""
            $sim = Start-IotSimulator -ProductKey pk1, pk3
            $sim | Set-IotCredential -RequestsPerSecond 0
            Get-IotThingModel pk1, nosuch, pk3
            Stop-IotSimulator $sim
            """);

        Assert.Single(result.Errors).Is("ProductNotFound", ErrorCategory.ObjectNotFound);
        Assert.Equal(["pk1", "pk3"], result.Output.Select(static model => model.Get<string>("ProductKey")));
    }

    private static PSObject Only(PSObject owner, string list) =>
        PSObject.AsPSObject(Assert.Single(((System.Collections.IEnumerable)owner.Properties[list].Value).Cast<object>()));

    private static ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = new();
        shell.Use(gateway);
        return shell.Run(script);
    }
}
