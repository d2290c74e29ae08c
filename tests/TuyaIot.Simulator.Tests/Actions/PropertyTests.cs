using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Actions;

/// <summary>Properties that are set are read back with their time.</summary>
public sealed class PropertyTests : IDisposable
{
    private const string Scenario = """
        {
          "products": [
            {
              "productKey": "p1",
              "delay": "2s",
              "thingModel": {
                "properties": [
                  { "identifier": "Level", "name": "Water level", "dataType": "DOUBLE", "rwFlag": "READ_WRITE", "dataSpecs": { "dataType": "DOUBLE", "unit": "%" } },
                  { "identifier": "On", "name": "Pump on", "accessMode": "rw", "dataType": { "type": "bool" } },
                  { "identifier": "Depth", "name": "Depth", "accessMode": "r", "dataType": { "type": "int", "specs": { "unit": "m" } } },
                  { "identifier": "Mode", "dataType": "ENUM", "rwFlag": "READ_ONLY" }
                ]
              },
              "devices": [ "pump-1", { "deviceName": "pump-2", "properties": { "Depth": 7 } }, { "deviceName": "pump-3", "status": "offline" } ]
            },
            { "productKey": "free" }
          ]
        }
        """;

    private readonly ActionClient _client = new(Scenario);

    [Fact]
    public async Task A_value_comes_back_with_what_the_model_says_of_it()
    {
        JsonElement data = (await SetAsync("pump-1", """{"Level":10.0,"testFb:On":1}""")).Json.GetProperty("Data");
        Assert.All(data.GetProperty("MessageId").GetString()!, static c => Assert.True(char.IsAsciiDigit(c)));
        Assert.Empty(await StatusAsync("p1", "pump-1"));
        _client.Time.Advance(TimeSpan.FromSeconds(2));

        string time = SignedRequest.Noon.AddSeconds(2).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        Assert.Equal(
            [$"double Level Water level {time} % 10.0", $"bool testFb:On Pump on {time}  1"],
            await StatusAsync("p1", "pump-1"));
        Assert.Equal([$"int Depth Depth {SignedRequest.Noon.ToUnixTimeMilliseconds()} m 7"], await StatusAsync("p1", "pump-2"));
    }

    [Fact]
    public async Task The_last_value_is_the_one_that_is_seen()
    {
        foreach (string value in (string[])["1.5", "2.5", "3.5"])
        {
            Assert.True((await SetAsync("pump-1", $$"""{"Level":{{value}}}""")).Success);
            _client.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.EndsWith(" 2.5", (await StatusAsync("p1", "pump-1")).Single(), StringComparison.Ordinal);
        _client.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.EndsWith(" 3.5", (await StatusAsync("p1", "pump-1")).Single(), StringComparison.Ordinal);
        Assert.Equal("3.5", _client.Device("pump-1").Property["Level"]);
    }

    [Fact]
    public async Task Without_a_model_a_value_shows_its_type()
    {
        await _client.AskAsync(
            "SetDevicesProperty", ("ProductKey", "free"), ("DeviceName.1", "x"), ("Items", """{"a":1,"b":1.0,"c":"t","d":true,"e":{"f":[]},"g":[1]}"""));

        string time = SignedRequest.Noon.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        Assert.Equal(
            [
                $"int a a {time}  1", $"double b b {time}  1.0", $"text c c {time}  t", $"bool d d {time}  true",
                $$"""struct e e {{time}}  {"f":[]}""", $"array g g {time}  [1]",
            ],
            await StatusAsync("free", "x"));
    }

    [Theory]
    [InlineData("""[{"key":"Level","value":1.0}]""", "iot.check.InvalidFormattedParameter")]
    [InlineData("Level=1", "iot.check.InvalidFormattedParameter")]
    [InlineData("{}", "iot.device.NoneDeviceProperties")]
    [InlineData("""{"Depth":1}""", "iot.device.SetDevicePropertyFailed")]
    [InlineData("""{"Mode":1}""", "iot.device.SetDevicePropertyFailed")]
    [InlineData("""{"testFb:Height":1}""", "iot.device.SetDevicePropertyFailed")]
    public async Task Wrong_items_are_refused_for_one_and_for_many(string items, string code)
    {
        Assert.Equal(code, (await SetAsync("pump-1", items)).Code);
        Assert.Equal(code, (await _client.CallAsync("SetDevicesProperty", ("ProductKey", "p1"), ("DeviceName.1", "pump-1"), ("Items", items))).Code);
        Assert.Equal(0, _client.Device("pump-1").ExecutionCount);
    }

    [Theory]
    [InlineData("0", "Accepted NeverArrived")]
    [InlineData("1", "Accepted")]
    public async Task Qos_says_whether_a_value_waits_for_its_device(string qos, string log)
    {
        Assert.True((await SetAsync("pump-3", """{"On":1}""", qos)).Success);
        _client.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(log, string.Join(' ', _client.Device("pump-3").Log.Select(static entry => entry.Event)));
        Assert.Equal("InvalidParameter", (await SetAsync("pump-3", """{"On":1}""", "2")).Code);
    }

    public void Dispose() => _client.Dispose();

    private Task<RawReply> SetAsync(string device, string items, string? qos = null) =>
        _client.CallAsync("SetDeviceProperty", ("ProductKey", "p1"), ("DeviceName", device), ("Items", items), ("Qos", qos));

    private async Task<string[]> StatusAsync(string productKey, string device)
    {
        JsonElement reply = await _client.AskAsync("QueryDevicePropertyStatus", ("ProductKey", productKey), ("DeviceName", device));
        return
        [
            .. reply.GetProperty("Data").GetProperty("List").GetProperty("PropertyStatusInfo").EnumerateArray().Select(static property => string.Join(
                ' ', ((string[])["DataType", "Identifier", "Name", "Time", "Unit", "Value"]).Select(name => property.GetProperty(name).GetString()))),
        ];
    }
}
