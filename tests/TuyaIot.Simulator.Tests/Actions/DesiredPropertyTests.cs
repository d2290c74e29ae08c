using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Actions;

/// <summary>Desired values, whose versions keep two writers apart.</summary>
public sealed class DesiredPropertyTests : IDisposable
{
    private const string Scenario = """
        {
          "products": [
            {
              "productKey": "p1",
              "delay": "1s",
              "thingModel": {
                "properties": [
                  { "identifier": "Level", "name": "Water level", "dataType": "DOUBLE", "rwFlag": "READ_WRITE", "dataSpecs": { "unit": "%" } },
                  { "identifier": "On", "dataType": "BOOL", "rwFlag": "READ_WRITE" },
                  { "identifier": "Depth", "dataType": "INT", "rwFlag": "READ_ONLY" }
                ]
              },
              "devices": [ "pump-1", { "deviceName": "pump-2", "status": "offline" } ]
            },
            { "productKey": "free" }
          ]
        }
        """;

    private readonly ActionClient _client = new(Scenario);

    [Fact]
    public async Task A_desired_value_has_a_version_and_reaches_the_device()
    {
        JsonElement data = (await SetAsync("pump-1", """{"Level":10.0}""", """{"Level":0}""")).Json.GetProperty("Data");
        Assert.Equal("""{"Level":1}""", data.GetProperty("Versions").GetString());
        Assert.NotEqual("", data.GetProperty("MessageId").GetString());
        _client.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(
            [$"Level Water level double % v1 {SignedRequest.Noon.ToUnixTimeMilliseconds()} 10.0", "On On bool  v0"],
            await QueryAsync("pump-1"));
        Assert.Equal("10.0", _client.Device("pump-1").Property["Level"]);
    }

    [Fact]
    public async Task A_desired_value_waits_for_a_device_that_is_offline()
    {
        Assert.True((await SetAsync("pump-2", """{"On":1}""", "{}")).Success);
        _client.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("Accepted", _client.Device("pump-2").Log.Single().Event.ToString());
        Assert.Empty(_client.Device("pump-2").Property);
        Assert.EndsWith(" 1", (await QueryAsync("pump-2", "On")).Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Level":0}""", "iot.device.SetDevicePropertyFailed")]
    [InlineData("""{"Level":2}""", "iot.device.SetDevicePropertyFailed")]
    [InlineData("""{"Level":1}""", "")]
    [InlineData("""{}""", "")]
    [InlineData("""{"On":9}""", "")]
    [InlineData("""{"Level":"1"}""", "iot.check.InvalidFormattedParameter")]
    [InlineData("""[]""", "iot.check.InvalidFormattedParameter")]
    [InlineData(null, "MissingVersions")]
    public async Task Only_the_version_of_the_last_change_is_accepted(string? versions, string code)
    {
        Assert.True((await SetAsync("pump-1", """{"Level":1.0}""", """{"Level":0}""")).Success);

        RawReply reply = await SetAsync("pump-1", """{"Level":2.0}""", versions);

        Assert.Equal(code, reply.Code);
        Assert.EndsWith(code.Length == 0 ? " 2.0" : " 1.0", (await QueryAsync("pump-1", "Level")).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_is_cleared_and_its_version_goes_on()
    {
        await SetAsync("pump-1", """{"Level":1.0,"On":1}""", "{}");
        JsonElement cleared = await _client.AskAsync("ClearDeviceDesiredProperty", ("ProductKey", "p1"), ("DeviceName", "pump-1"), ("Identifies.1", "Level"));
        Assert.Equal("""{"Level":2}""", cleared.GetProperty("Data").GetProperty("Versions").GetString());
        Assert.Equal(["Level Water level double % v2"], await QueryAsync("pump-1", "Level"));
        Assert.Equal("iot.device.SetDevicePropertyFailed", (await SetAsync("pump-1", """{"Level":1.0}""", """{"Level":1}""")).Code);

        Assert.True((await SetAsync("pump-1", """{"On":null}""", """{"On":1}""")).Success);
        Assert.Equal(["On On bool  v2"], await QueryAsync("pump-1", "On"));
        JsonElement all = await _client.AskAsync("ClearDeviceDesiredProperty", ("ProductKey", "p1"), ("DeviceName", "pump-1"));
        Assert.Equal("""{"Level":3,"On":3}""", all.GetProperty("Data").GetProperty("Versions").GetString());
    }

    [Fact]
    public async Task A_value_expires()
    {
        RawReply reply = await _client.CallAsync(
            "SetDeviceDesiredProperty", ("ProductKey", "p1"), ("DeviceName", "pump-1"), ("Items", """{"On":1}"""), ("Versions", "{}"), ("Expiration", "60"));
        Assert.True(reply.Success);
        _client.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.EndsWith(" 1", (await QueryAsync("pump-1", "On")).Single(), StringComparison.Ordinal);
        _client.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["On On bool  v1"], await QueryAsync("pump-1", "On"));
    }

    [Theory]
    [InlineData("""{"Depth":1}""", "iot.device.SetDevicePropertyFailed")]
    [InlineData("""{"Height":1}""", "iot.device.SetDevicePropertyFailed")]
    [InlineData("""{"Level":1}""", "iot.device.SetDevicePropertyFailed")]
    [InlineData("""[{"key":"Level","value":1.0}]""", "iot.check.InvalidFormattedParameter")]
    [InlineData("{}", "iot.device.NoneDeviceProperties")]
    public async Task Wrong_items_are_refused(string items, string code)
    {
        Assert.Equal(code, (await SetAsync("pump-1", items, "{}")).Code);
        Assert.All(await QueryAsync("pump-1"), static property => Assert.EndsWith("v0", property, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(10, "")]
    [InlineData(11, "iot.device.TooManyDevicePropertiesPerTime")]
    public async Task At_most_ten_properties_in_a_call(int count, string code)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(static n => $"p{n}")];
        string items = $$"""{{{string.Join(',', names.Select(static name => $"\"{name}\":1"))}}}""";
        (string, string?)[] device = [("ProductKey", "free"), ("DeviceName", "x")];

        Assert.Equal(code, (await _client.CallAsync("SetDeviceDesiredProperty", [.. device, ("Items", items), ("Versions", "{}")])).Code);
        foreach ((string action, string list) in ((string, string)[])[("QueryDeviceDesiredProperty", "Identifier"), ("ClearDeviceDesiredProperty", "Identifies")])
        {
            Assert.Equal(code, (await _client.CallAsync(action, [.. device, .. names.Select((name, i) => ($"{list}.{i + 1}", (string?)name))])).Code);
        }
    }

    [Theory]
    [InlineData("iot.common.QueryDevicePropertyActionError", "Depth")]
    [InlineData("iot.common.QueryDevicePropertyActionError", "Height")]
    [InlineData("iot.check.InvalidFormattedParameter", "On", "On")]
    [InlineData("iot.check.InvalidFormattedParameter", "On", "")]
    public async Task A_wrong_list_of_properties_is_refused(string code, params string[] identifiers) => Assert.Equal(
        code,
        (await _client.CallAsync(
            "QueryDeviceDesiredProperty",
            [("ProductKey", "p1"), ("DeviceName", "pump-1"), .. identifiers.Select(static (name, i) => ($"Identifier.{i + 1}", (string?)name))])).Code);

    [Fact]
    public async Task A_list_with_a_gap_is_refused() => Assert.Equal(
        "iot.check.InvalidFormattedParameter",
        (await _client.CallAsync("QueryDeviceDesiredProperty", ("ProductKey", "p1"), ("DeviceName", "pump-1"), ("Identifier.2", "On"))).Code);

    public void Dispose() => _client.Dispose();

    private Task<RawReply> SetAsync(string device, string items, string? versions) => _client.CallAsync(
        "SetDeviceDesiredProperty", ("ProductKey", "p1"), ("DeviceName", device), ("Items", items), ("Versions", versions));

    private async Task<string[]> QueryAsync(string device, string? identifier = null)
    {
        JsonElement reply = await _client.AskAsync("QueryDeviceDesiredProperty", ("ProductKey", "p1"), ("DeviceName", device), ("Identifier.1", identifier));
        return [.. reply.GetProperty("Data").GetProperty("List").GetProperty("DesiredPropertyInfo").EnumerateArray().Select(Describe)];
    }

    private static string Describe(JsonElement property)
    {
        string facts = string.Join(' ', ((string[])["Identifier", "Name", "DataType", "Unit"]).Select(name => property.GetProperty(name).GetString()));
        string version = $"{facts} v{property.GetProperty("Version").GetInt64()}";
        Assert.Equal(property.TryGetProperty("Time", out JsonElement time), property.TryGetProperty("Value", out JsonElement value));
        return value.ValueKind == JsonValueKind.Undefined ? version : $"{version} {time.GetString()} {value.GetString()}";
    }
}
