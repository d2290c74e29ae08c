using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Actions;

/// <summary>A device that takes the name of a deleted one inherits nothing.</summary>
public sealed class SuccessorTests
{
    private const string Scenario = """
        {
          "products": [
            {
              "productKey": "p1",
              "activationDelay": "0s",
              "upgradeTime": "10s",
              "thingModel": {
                "properties": [ { "identifier": "Level", "dataType": "DOUBLE" } ],
                "services": [ { "identifier": "Set", "callType": "ASYNC" } ],
                "functionBlocks": [ { "functionBlockId": "fb", "properties": [ { "identifier": "Valve", "dataType": "BOOL" } ] } ]
              },
              "devices": [ { "deviceName": "pump-1", "nickname": "North", "outcome": "failed", "properties": { "Level": 1.5 } }, "pump-2" ]
            }
          ]
        }
        """;

    private static readonly (string Name, string? Value)[] Pump = [("ProductKey", "p1"), ("DeviceName", "pump-2")];

    private static readonly (string Name, string? Value)[] Span =
        [("StartTime", "1"), ("EndTime", "1800000000000"), ("Identifier", "Level")];

    [Fact]
    public async Task Nickname_properties_and_the_outcome_of_commands_are_the_new_devices_own()
    {
        using ActionClient client = new(Scenario);
        (string, string?)[] pump = [("ProductKey", "p1"), ("DeviceName", "pump-1")];
        await client.AskAsync("DeleteDevice", pump);
        await client.AskAsync("RegisterDevice", pump);

        await client.AskAsync("InvokeThingService", [.. pump, ("Identifier", "Set"), ("Args", "{}")]);

        Assert.Equal("", (await client.DataAsync("QueryDeviceInfo", pump)).GetProperty("Nickname").GetString());
        Assert.DoesNotContain("1.5", (await client.AskAsync("QueryDevicePropertyStatus", pump)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["Accepted", "Executed"], client.Device("pump-1").Log.Select(static entry => entry.Event.ToString()));
    }

    [Fact]
    public async Task Histories_and_desired_properties_begin_anew()
    {
        using ActionClient client = new(Scenario);
        await client.AskAsync("SetDeviceProperty", [.. Pump, ("Items", """{"Level":2.5}""")]);
        await client.AskAsync("SetDeviceDesiredProperty", [.. Pump, ("Items", """{"Level":3.5}"""), ("Versions", """{"Level":0}""")]);
        Assert.Contains("2.5", await HistoryAsync(client), StringComparison.Ordinal);

        await client.AskAsync("DeleteDevice", Pump);
        await client.AskAsync("RegisterDevice", Pump);
        Assert.DoesNotContain("2.5", await HistoryAsync(client), StringComparison.Ordinal);
        Assert.DoesNotContain("3.5", (await client.AskAsync("QueryDeviceDesiredProperty", Pump)).GetRawText(), StringComparison.Ordinal);

        await client.AskAsync("SetDeviceProperty", [.. Pump, ("Items", """{"Level":4.5}""")]);
        Assert.Contains("4.5", await HistoryAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_firmware_of_a_device_is_in_its_details_and_that_of_its_successor_is_the_first()
    {
        using ActionClient client = new(Scenario);
        JsonElement created = await client.DataAsync(
            "CreateOTAFirmware", ("FirmwareName", "f"), ("DestVersion", "2.0.0"), ("ProductKey", "p1"), ("NeedToVerify", "false"));
        string firmware = created.GetProperty("FirmwareId").GetString()!;
        await client.AskAsync(
            "CreateOTAStaticUpgradeJob", ("FirmwareId", firmware), ("ProductKey", "p1"), ("TargetSelection", "SPECIFIC"), ("TargetDeviceName.1", "pump-2"));
        Assert.Equal("1.0.0", await VersionAsync());
        client.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("2.0.0", await VersionAsync());

        await client.AskAsync("DeleteDevice", Pump);
        await client.AskAsync("RegisterDevice", Pump);
        Assert.Equal("1.0.0", await VersionAsync());

        async Task<string?> VersionAsync() => (await client.DataAsync("QueryDeviceDetail", Pump)).GetProperty("FirmwareVersion").GetString();
    }

    [Theory]
    [InlineData("""{"fb:Valve":1}""", "")]
    [InlineData("""{"fb:Valve":"open"}""", "iot.device.SetDevicePropertyFailed")]
    [InlineData("""{"Valve":1}""", "iot.device.SetDevicePropertyFailed")]
    [InlineData("""{"fb:Level":1.5}""", "iot.device.SetDevicePropertyFailed")]
    public async Task A_property_of_a_module_is_held_against_the_modules_model(string items, string code)
    {
        using ActionClient client = new(Scenario);

        Assert.Equal(code, (await client.CallAsync("SetDeviceProperty", [.. Pump, ("Items", items)])).Code);
    }

    private static async Task<string> HistoryAsync(ActionClient client)
    {
        JsonElement reply = await client.AskAsync("QueryDevicePropertyData", [.. Pump, .. Span]);
        return reply.GetRawText();
    }
}
