using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using System.Xml.Linq;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Actions;

/// <summary>The actions beside the main one, answered from the simulator's state.</summary>
public sealed class QueryTests
{
    private const string Scenario = """
        {
          "products": [
            {
              "productKey": "p1",
              "name": "Pump",
              "thingModel": {
                "properties": [ { "identifier": "Level", "dataType": { "type": "double" } }, { "identifier": "On", "dataType": { "type": "bool" } } ],
                "services": [
                  { "identifier": "Set", "callType": "async", "inputData": [ { "identifier": "n", "dataType": { "type": "int" } } ] },
                  { "identifier": "Read", "callType": "sync", "inputData": [] }
                ],
                "events": []
              },
              "delay": "2s",
              "devices": [
                { "deviceName": "pump-1", "nickname": "North", "properties": { "Level": 1.5 } },
                { "deviceName": "pump-2", "status": "offline" },
                { "deviceName": "pump-3", "status": "inactive" }
              ]
            }
          ]
        }
        """;

    private readonly FakeTime _time = new();

    [Fact]
    public async Task A_product_describes_itself()
    {
        JsonElement data = (await AskAsync("QueryProduct", ("ProductKey", "p1"))).Json.GetProperty("Data");

        Assert.Equal(
            [
                "AliyunCommodityCode", "AuthType", "CategoryKey", "CategoryName", "DataFormat", "Description", "DeviceCount", "GmtCreate", "Id2",
                "NetType", "NodeType", "Owner", "ProductKey", "ProductName", "ProductSecret", "ProductStatus", "ProtocolType", "ValidateType",
            ],
            data.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(("Pump", 3), (data.GetProperty("ProductName").GetString(), data.GetProperty("DeviceCount").GetInt32()));
        Assert.Equal(SignedRequest.Noon, DateTimeOffset.FromUnixTimeMilliseconds(data.GetProperty("GmtCreate").GetInt64()));
    }

    [Fact]
    public async Task A_thing_model_is_a_text_within_the_reply()
    {
        RawReply reply = await AskAsync("QueryThingModelPublished", ("ProductKey", "p1"));

        string model = reply.Json.GetProperty("Data").GetProperty("ThingModelJson").GetString()!;
        Assert.Equal("Set", JsonDocument.Parse(model).RootElement.GetProperty("services")[0].GetProperty("identifier").GetString());
    }

    [Theory]
    [InlineData("pump-1", "ONLINE")]
    [InlineData("pump-2", "OFFLINE")]
    [InlineData("pump-3", "UNACTIVE")]
    public async Task A_status_is_told_for_one_and_for_many(string device, string status)
    {
        RawReply one = await AskAsync("GetDeviceStatus", ("ProductKey", "p1"), ("DeviceName", device));
        RawReply many = await AskAsync("BatchGetDeviceState", ("ProductKey", "p1"), ("DeviceName.1", device));

        Assert.Equal(status, one.Json.GetProperty("Data").GetProperty("Status").GetString());
        JsonElement state = many.Json.GetProperty("DeviceStatusList").GetProperty("DeviceStatus")[0];
        Assert.Equal((device, status), (state.GetProperty("DeviceName").GetString(), state.GetProperty("Status").GetString()));
    }

    [Fact]
    public async Task A_device_is_found_by_its_IotId()
    {
        string iotId = (await AskAsync("QueryDeviceInfo", ("ProductKey", "p1"), ("DeviceName", "pump-1"))).Json.GetProperty("Data").GetProperty("IotId").GetString()!;

        JsonElement data = (await AskAsync("QueryDeviceDetail", ("IotId", iotId))).Json.GetProperty("Data");

        Assert.Equal(("pump-1", "North"), (data.GetProperty("DeviceName").GetString(), data.GetProperty("Nickname").GetString()));
        Assert.Equal("iot.device.InvalidIoTId", (await AskAsync("QueryDeviceDetail", ("IotId", "nonsense"))).Code);
    }

    [Fact]
    public async Task Details_leave_out_devices_that_do_not_exist()
    {
        RawReply reply = await AskAsync("BatchQueryDeviceDetail", ("ProductKey", "p1"), ("DeviceName.1", "nobody"), ("DeviceName.2", "pump-2"));

        Assert.Equal(["pump-2"], Names(reply.Json.GetProperty("Data").GetProperty("Data")));
    }

    [Fact]
    public async Task Devices_are_listed_by_page_and_by_token()
    {
        using IotSimulator simulator = TestSimulator.Start(static options => (options.ProductKey, options.DeviceCount) = (["p1"], 120));
        using RawClient client = new(simulator);
        List<string> seen = [];
        string? token = null;
        do
        {
            SignedRequest call = SignedRequest.Of("QueryDevice").With("ProductKey", "p1").With("PageSize", "50").With("NextToken", token);
            JsonElement page = (await client.GetAsync(call.Sign())).Json;
            seen.AddRange(Names(page.GetProperty("Data").GetProperty("DeviceInfo")));
            token = page.TryGetProperty("NextToken", out JsonElement next) ? next.GetString() : null;
        }
        while (token is not null);

        Assert.Equal(Enumerable.Range(1, 120).Select(static n => $"device{n}"), seen);
        JsonElement last = (await client.GetAsync(SignedRequest.Of("QueryDevice").With("ProductKey", "p1").With("PageSize", "50").With("CurrentPage", "3").Sign())).Json;
        Assert.Equal((120, 3, 20), (last.GetProperty("Total").GetInt32(), last.GetProperty("PageCount").GetInt32(), last.GetProperty("Data").GetProperty("DeviceInfo").GetArrayLength()));
    }

    [Theory]
    [InlineData("51", "1")]
    [InlineData("0", "1")]
    [InlineData("x", "1")]
    [InlineData("50", "0")]
    [InlineData("50", "201")]
    [InlineData("50", "2147483647")]
    public async Task A_wrong_page_is_refused(string size, string page) => Assert.Equal(
        "iot.common.InvalidPageParams",
        (await AskAsync("QueryDevice", ("ProductKey", "p1"), ("PageSize", size), ("CurrentPage", page))).Code);

    [Fact]
    public async Task Properties_are_seen_once_they_have_arrived()
    {
        using IotSimulator simulator = Start();
        using RawClient client = new(simulator);
        SignedRequest set = SignedRequest.Of("SetDevicesProperty").With("ProductKey", "p1").With("Items", """{"Level":10.0}""").With("DeviceName.1", "pump-1").With("DeviceName.2", "pump-2");
        Assert.True((await client.GetAsync(set.Sign())).Success);

        Assert.Equal("1.5", await LevelAsync());
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("10.0", await LevelAsync());
        Assert.Equal("10.0", simulator.GetDevices()[0].Property["Level"]);
        Assert.Empty(simulator.GetDevices()[1].Property);

        async Task<string?> LevelAsync()
        {
            SignedRequest query = SignedRequest.Of("QueryDevicePropertyStatus").At(_time.Now).With("ProductKey", "p1").With("DeviceName", "pump-1");
            JsonElement list = (await client.GetAsync(query.Sign())).Json.GetProperty("Data").GetProperty("List").GetProperty("PropertyStatusInfo");
            return list[0].GetProperty("Value").GetString();
        }
    }

    [Theory]
    [InlineData("SetDevicesProperty", "{\"Level\":10}", "iot.device.SetDevicePropertyFailed")]
    [InlineData("SetDevicesProperty", "{\"Depth\":1}", "iot.device.SetDevicePropertyFailed")]
    [InlineData("SetDevicesProperty", "{\"On\":\"yes\"}", "iot.device.SetDevicePropertyFailed")]
    [InlineData("SetDevicesProperty", "[]", "iot.check.InvalidFormattedParameter")]
    [InlineData("SetDevicesProperty", "{}", "iot.device.NoneDeviceProperties")]
    [InlineData("SetDevicesProperty", "{\"On\":1,\"Level\":10.5}", "")]
    [InlineData("Set", "{\"n\":1}", "")]
    [InlineData("module:Set", "{}", "")]
    [InlineData("Set", "{\"n\":1.0}", "iot.device.InvokeThingServiceFailed")]
    [InlineData("Set", "{\"m\":1}", "iot.device.InvokeThingServiceFailed")]
    [InlineData("Explode", "{}", "iot.device.InvokeThingServiceFailed")]
    public async Task Values_are_held_against_the_thing_model(string actionOrService, string json, string code)
    {
        RawReply reply = actionOrService == "SetDevicesProperty"
            ? await AskAsync(actionOrService, ("ProductKey", "p1"), ("DeviceName.1", "pump-1"), ("Items", json))
            : await AskAsync("InvokeThingsService", ("ProductKey", "p1"), ("DeviceName.1", "pump-1"), ("Identifier", actionOrService), ("Args", json));

        Assert.Equal(code, reply.Code);
    }

    [Theory]
    [InlineData("{\"n\":1}", "")]
    [InlineData("{\"n\":1.0}", "iot.device.InvokeThingServiceFailed")]
    [InlineData("{\"n\":1,\"on\":\"yes\"}", "iot.device.InvokeThingServiceFailed")]
    [InlineData("{\"m\":1}", "iot.device.InvokeThingServiceFailed")]
    public async Task A_model_as_the_platform_publishes_it_is_understood_too(string args, string code)
    {
        const string Published = """
            { "products": [ { "productKey": "p1", "thingModel": { "services": [ { "identifier": "Set", "callType": "SYNC", "inputParams": [
              { "identifier": "n", "dataType": "INT" }, { "identifier": "on", "dataType": "BOOL" } ] } ] } } ] }
            """;
        using IotSimulator simulator = TestSimulator.Start(static options => options.Scenario = SimulatorScenario.Parse(Published));
        using RawClient client = new(simulator);
        SignedRequest call = SignedRequest.Of("InvokeThingService").With("ProductKey", "p1").With("DeviceName", "a").With("Identifier", "Set").With("Args", args);

        RawReply reply = await client.GetAsync(call.Sign());

        Assert.Equal(code, reply.Code);
        Assert.Equal(code.Length == 0, reply.Json.TryGetProperty("Data", out JsonElement data) && data.TryGetProperty("Result", out _));
    }

    [Theory]
    [InlineData("pump-1", "")]
    [InlineData("pump-2", "iot.messagebroker.OFFLINE")]
    [InlineData("pump-3", "iot.device.InactiveDevice")]
    public async Task One_device_is_asked_at_once(string device, string code)
    {
        RawReply reply = await AskAsync("InvokeThingService", ("ProductKey", "p1"), ("DeviceName", device), ("Identifier", "Read"), ("Args", "{}"));

        Assert.Equal(code, reply.Code);
        Assert.Equal(code.Length == 0, reply.Json.TryGetProperty("Data", out JsonElement data));
        Assert.True(code.Length > 0 || data.GetProperty("Result").GetString() == "{}");
    }

    [Theory]
    [InlineData("Pump hall", "")]
    [InlineData("泵站", "")]
    [InlineData("abc", "iot.device.InvalidFormattedNickname")]
    public async Task Nicknames_are_given_to_all_or_none(string nickname, string code)
    {
        using IotSimulator simulator = Start();
        using RawClient client = new(simulator);
        SignedRequest call = SignedRequest.Of("BatchUpdateDeviceNickname")
            .With("DeviceNicknameInfo.1.ProductKey", "p1").With("DeviceNicknameInfo.1.DeviceName", "pump-1")
            .With("DeviceNicknameInfo.2.ProductKey", "p1").With("DeviceNicknameInfo.2.DeviceName", "pump-2").With("DeviceNicknameInfo.2.Nickname", nickname);

        Assert.Equal(code, (await client.GetAsync(call.Sign())).Code);
        string?[] expected = code.Length == 0 ? [null, nickname] : ["North", null];
        Assert.Equal(expected, simulator.GetDevices().Take(2).Select(static device => device.Nickname));
    }

    [Fact]
    public async Task A_reply_is_XML_where_the_request_says_so()
    {
        XElement accepted = XElement.Parse((await AskAsync("GetDeviceStatus", ("ProductKey", "p1"), ("DeviceName", "pump-1"), ("Format", "XML"))).Body);
        XElement many = XElement.Parse((await AskAsync("QueryDevice", ("ProductKey", "p1"), ("Format", "xml"))).Body);
        XElement failed = XElement.Parse((await AskAsync("GetDeviceStatus", ("ProductKey", "p1"), ("DeviceName", "<&\u0001>"), ("Format", "XML"))).Body);
        RawReply refused = await AskAsync("Nothing", ("Format", "XML"));

        Assert.Equal(("GetDeviceStatusResponse", "true", "ONLINE"), (accepted.Name.LocalName, accepted.Element("Success")!.Value, accepted.Element("Data")!.Element("Status")!.Value));
        Assert.Equal(["pump-1", "pump-2", "pump-3"], many.Element("Data")!.Elements("DeviceInfo").Select(static device => device.Element("DeviceName")!.Value));
        Assert.Equal(("false", "iot.device.InvalidFormattedDeviceName"), (failed.Element("Success")!.Value, failed.Element("Code")!.Value));
        Assert.Equal(("Error", "text/xml;charset=utf-8"), (XElement.Parse(refused.Body).Name.LocalName, refused.Headers["Content-Type"]));
    }

    private async Task<RawReply> AskAsync(string action, params (string Name, string Value)[] parameters)
    {
        using IotSimulator simulator = Start();
        using RawClient client = new(simulator);
        SignedRequest call = SignedRequest.Of(action);
        foreach ((string name, string value) in parameters)
        {
            call.With(name, value);
        }

        return await client.GetAsync(call.Sign());
    }

    private IotSimulator Start() => TestSimulator.Start(options =>
    {
        _time.Apply(options);
        options.Scenario = SimulatorScenario.Parse(Scenario);
    });

    private static IEnumerable<string> Names(JsonElement devices) =>
        devices.EnumerateArray().Select(static device => device.GetProperty("DeviceName").GetString()!);
}
