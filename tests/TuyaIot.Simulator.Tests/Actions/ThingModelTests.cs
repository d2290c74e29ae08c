using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Actions;

/// <summary>Whatever form the scenario's model has, the reply has the published one.</summary>
public sealed class ThingModelTests
{
    [Theory]
    [InlineData(
        """{ "identifier": "Level", "name": "Level", "accessMode": "rw", "dataType": { "type": "double", "specs": { "min": "0", "max": 100, "step": "0.5", "unit": "%" } } }""",
        """{"identifier":"Level","name":"Level","required":false,"custom":true,"rwFlag":"READ_WRITE","dataType":"DOUBLE","dataSpecs":{"dataType":"DOUBLE","min":"0","max":"100","step":"0.5","unit":"%","custom":true},"productKey":"p1"}""")]
    [InlineData(
        """{ "identifier": "On", "accessMode": "r", "required": true, "dataType": { "type": "bool", "specs": { "0": "off", "1": "on" } } }""",
        """{"identifier":"On","name":"On","required":true,"custom":true,"rwFlag":"READ_ONLY","dataType":"BOOL","dataSpecsList":[{"dataType":"BOOL","name":"off","value":0,"custom":true},{"dataType":"BOOL","name":"on","value":1,"custom":true}],"productKey":"p1"}""")]
    [InlineData(
        """{ "identifier": "Note", "accessMode": "w", "dataType": { "type": "text", "specs": { "length": "64" } } }""",
        """{"identifier":"Note","name":"Note","required":false,"custom":true,"rwFlag":"WRITE_ONLY","dataType":"TEXT","dataSpecs":{"dataType":"TEXT","length":64,"custom":true},"productKey":"p1"}""")]
    [InlineData(
        """{ "identifier": "At", "dataType": { "type": "struct", "specs": [ { "identifier": "x", "name": "X", "dataType": { "type": "int", "specs": { "min": "1" } } } ] } }""",
        """{"identifier":"At","name":"At","required":false,"custom":true,"rwFlag":"READ_WRITE","dataType":"STRUCT","dataSpecsList":[{"dataType":"STRUCT","identifier":"x","name":"X","childDataType":"INT","childName":"X","dataSpecs":{"dataType":"INT","min":"1","custom":true}}],"productKey":"p1"}""")]
    [InlineData(
        """{ "identifier": "All", "dataType": { "type": "array", "specs": { "size": "5", "item": { "type": "int" } } } }""",
        """{"identifier":"All","name":"All","required":false,"custom":true,"rwFlag":"READ_WRITE","dataType":"ARRAY","dataSpecs":{"dataType":"ARRAY","size":"5","childDataType":"INT","dataSpecs":{"dataType":"INT","custom":true}},"productKey":"p1"}""")]
    [InlineData(
        """{ "identifier": "Mode", "dataType": "ENUM", "rwFlag": "READ_ONLY", "dataSpecsList": [ { "dataType": "ENUM", "name": "idle", "value": 0 } ], "std": 1.0 }""",
        """{"identifier":"Mode","dataType":"ENUM","rwFlag":"READ_ONLY","dataSpecsList":[{"dataType":"ENUM","name":"idle","value":0}],"std":1.0,"productKey":"p1"}""")]
    public async Task A_property_is_published(string property, string published)
    {
        using ActionClient session = new(Scenario($$"""{ "properties": [ {{property}} ] }"""));

        Assert.Equal(published, (await ModelAsync(session)).GetProperty("properties")[0].GetRawText());
    }

    [Theory]
    [InlineData(
        """{ "identifier": "Open", "name": "Open valve", "callType": "sync", "inputData": [ { "identifier": "s", "name": "Seconds", "dataType": { "type": "date" } } ], "outputData": [] }""",
        """{"identifier":"Open","serviceName":"Open valve","required":false,"custom":true,"callType":"SYNC","inputParams":[{"identifier":"s","name":"Seconds","custom":true,"direction":"PARAM_INPUT","paraOrder":0,"dataType":"DATE","dataSpecs":{"dataType":"DATE","custom":true}}],"outputParams":[],"productKey":"p1"}""")]
    [InlineData(
        """{ "identifier": "Open", "serviceName": "Open valve", "callType": "ASYNC", "inputParams": [] }""",
        """{"identifier":"Open","serviceName":"Open valve","callType":"ASYNC","inputParams":[],"productKey":"p1"}""")]
    public async Task A_service_is_published(string service, string published)
    {
        using ActionClient session = new(Scenario($$"""{ "services": [ {{service}} ] }"""));

        Assert.Equal(published, (await ModelAsync(session)).GetProperty("services")[0].GetRawText());
    }

    [Theory]
    [InlineData(
        """{ "identifier": "leak", "name": "Leak", "type": "alert", "outputData": [ { "identifier": "n", "dataType": { "type": "int" } } ] }""",
        """{"identifier":"leak","eventName":"Leak","required":false,"custom":true,"eventType":"ALERT_EVENT_TYPE","outputdata":[{"identifier":"n","name":"n","custom":true,"direction":"PARAM_OUTPUT","paraOrder":0,"dataType":"INT","dataSpecs":{"dataType":"INT","custom":true}}],"productKey":"p1"}""")]
    [InlineData(
        """{ "identifier": "leak", "eventName": "Leak", "eventType": "ALERT_EVENT_TYPE", "outputdata": [], "productKey": "p9" }""",
        """{"identifier":"leak","eventName":"Leak","eventType":"ALERT_EVENT_TYPE","outputdata":[],"productKey":"p9"}""")]
    public async Task An_event_is_published(string raised, string published)
    {
        using ActionClient session = new(Scenario($$"""{ "events": [ {{raised}} ] }"""));

        Assert.Equal(published, (await ModelAsync(session)).GetProperty("events")[0].GetRawText());
    }

    [Fact]
    public async Task A_reply_names_the_product_beside_the_model_and_a_product_without_a_model_has_an_empty_one()
    {
        using ActionClient session = new();

        RawReply reply = await session.CallAsync("QueryThingModelPublished", ("ProductKey", "p1"), ("ModelVersion", "1"));

        Assert.Equal("p1", reply.Json.GetProperty("ProductKey").GetString());
        Assert.Equal(["ThingModelJson"], reply.Json.GetProperty("Data").EnumerateObject().Select(static member => member.Name));
        Assert.Equal(
            """{"_ppk":{"version":"1732017600000"},"productKey":"p1","properties":[],"services":[],"events":[]}""",
            reply.Json.GetProperty("Data").GetProperty("ThingModelJson").GetString());
    }

    [Fact]
    public async Task A_module_is_published_by_its_id_and_its_services_are_invoked_by_their_full_name()
    {
        using ActionClient session = new(Scenario("""
            {
              "_ppk": { "version": "7" },
              "services": [],
              "functionBlocks": [ { "functionBlockId": "fb", "functionBlockName": "Valves", "services": [
                { "identifier": "Open", "callType": "async", "inputData": [ { "identifier": "n", "dataType": { "type": "int" } } ] } ] } ]
            }
            """));

        JsonElement all = await ModelAsync(session);
        JsonElement module = await ModelAsync(session, "fb");

        Assert.Equal("""[{"productKey":"p1","functionBlockId":"fb","functionBlockName":"Valves"}]""", all.GetProperty("functionBlocks").GetRawText());
        Assert.Equal("7", all.GetProperty("_ppk").GetProperty("version").GetString());
        Assert.Equal("Open", module.GetProperty("services")[0].GetProperty("identifier").GetString());
        Assert.Equal("iot.prod.QueryProductAbilityFailed", (await session.CallAsync("QueryThingModelPublished", ("ProductKey", "p1"), ("FunctionBlockId", "none"))).Code);
        Assert.Equal("", await InvokeAsync("fb:Open", """{"n":1}"""));
        Assert.Equal("iot.device.InvokeThingServiceFailed", await InvokeAsync("fb:Open", """{"m":1}"""));
        Assert.Equal("iot.device.InvokeThingServiceFailed", await InvokeAsync("Open", """{"n":1}"""));

        async Task<string?> InvokeAsync(string service, string args) => (await session.CallAsync(
            "InvokeThingsService", ("ProductKey", "p1"), ("DeviceName.1", "a"), ("Identifier", service), ("Args", args))).Code;
    }

    [Fact]
    public async Task A_product_that_does_not_exist_has_no_model()
    {
        using ActionClient session = new(Scenario("{}"));

        Assert.Equal("iot.prod.NotExistedProduct", (await session.CallAsync("QueryThingModelPublished", ("ProductKey", "none"))).Code);
    }

    private static string Scenario(string model) => $$"""{ "products": [ { "productKey": "p1", "thingModel": {{model}} } ] }""";

    private static async Task<JsonElement> ModelAsync(ActionClient session, string? functionBlockId = null)
    {
        JsonElement data = await session.DataAsync("QueryThingModelPublished", ("ProductKey", "p1"), ("FunctionBlockId", functionBlockId));
        return JsonDocument.Parse(data.GetProperty("ThingModelJson").GetString()!).RootElement;
    }
}
