using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Actions;

/// <summary>What a device was told and what it reported is read page by page.</summary>
public sealed class HistoryTests : IDisposable
{
    private const string Scenario = """
        {
          "products": [
            {
              "productKey": "p1",
              "delay": "1s",
              "thingModel": {
                "properties": [ { "identifier": "Level", "dataType": "DOUBLE", "rwFlag": "READ_WRITE" } ],
                "services": [
                  { "identifier": "Set", "serviceName": "Set it", "callType": "ASYNC", "inputParams": [ { "identifier": "n", "dataType": "INT" } ],
                    "outputParams": [ { "identifier": "n", "dataType": "INT" } ] },
                  { "identifier": "Reset", "callType": "ASYNC" }
                ],
                "events": [ { "identifier": "leak", "eventName": "Leak", "eventType": "ALERT_EVENT_TYPE" } ]
              },
              "devices": [
                {
                  "deviceName": "pump-1",
                  "properties": { "Level": 3.0 },
                  "history": [
                    { "identifier": "Level", "value": 1.5, "ago": "2h" },
                    { "identifier": "Level", "value": 2.5, "ago": "1h" },
                    { "identifier": "Level", "value": 0.5, "ago": "721h" },
                    { "identifier": "testFb:Level", "value": 9.5, "ago": "1h" }
                  ],
                  "events": [
                    { "identifier": "leak", "ago": "3h", "data": { "at": "valve" } },
                    { "identifier": "start", "type": "info", "ago": "2h" },
                    { "identifier": "burnt", "type": "error", "ago": "1h" }
                  ]
                },
                "pump-2",
                { "deviceName": "pump-3", "outcome": "failed" },
                { "deviceName": "pump-4", "status": "offline" }
              ]
            }
          ]
        }
        """;

    private readonly ActionClient _client = new(Scenario);

    private static string Now(double secondsLater = 0) =>
        SignedRequest.Noon.AddSeconds(secondsLater).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task Values_of_the_scenario_and_values_that_were_set_are_one_history()
    {
        await _client.AskAsync("SetDevicesProperty", ("ProductKey", "p1"), ("DeviceName.1", "pump-2"), ("DeviceName.2", "pump-1"), ("Items", """{"Level":10.0}"""));
        await _client.AskAsync(
            "SetDeviceDesiredProperty", ("ProductKey", "p1"), ("DeviceName", "pump-1"), ("Items", """{"Level":11.0}"""), ("Versions", "{}"));
        Assert.Equal(["3.0", "2.5", "1.5"], await ValuesAsync("QueryDevicePropertyData", "Value"));
        _client.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["1.5", "2.5", "3.0", "10.0", "11.0"], await ValuesAsync("QueryDevicePropertyData", "Value", ("Asc", "1")));
        Assert.Equal(["9.5"], await ValuesAsync("QueryDevicePropertyData", "Value", ("Identifier", "testFb:Level")));
        JsonElement last = (await PageAsync("QueryDevicePropertyData", ("PageSize", "1"))).List[0];
        Assert.Equal(Now(1), last.GetProperty("Time").GetString());
    }

    [Fact]
    public async Task Services_of_one_call_and_of_many_are_in_the_history_with_input_and_output()
    {
        await _client.AskAsync(
            "InvokeThingsService",
            ("ProductKey", "p1"), ("DeviceName.1", "pump-1"), ("DeviceName.2", "pump-3"), ("DeviceName.3", "pump-4"), ("Identifier", "Set"), ("Args", """{ "n": 7 }"""));
        _client.Time.Advance(TimeSpan.FromSeconds(5));
        await _client.AskAsync("InvokeThingService", ("ProductKey", "p1"), ("DeviceName", "pump-1"), ("Identifier", "Reset"), ("Args", "{}"));
        _client.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(
            ["Reset", "Reset", Now(6), "{}", "{}", "Set", "Set it", Now(1), """{ "n": 7 }""", """{"n":7}"""],
            (await PageAsync("QueryDeviceServiceData")).List.SelectMany(static service =>
                ((string[])["Identifier", "Name", "Time", "InputData", "OutputData"]).Select(name => service.GetProperty(name).GetString())));
        Assert.Equal(["Set"], await ValuesAsync("QueryDeviceServiceData", "Identifier", ("Identifier", "Set")));
        Assert.Empty(await ValuesAsync("QueryDeviceServiceData", "Identifier", ("DeviceName", "pump-3")));
        Assert.Empty(await ValuesAsync("QueryDeviceServiceData", "Identifier", ("DeviceName", "pump-4")));
        Assert.Empty(await ValuesAsync("QueryDevicePropertyData", "Value", ("DeviceName", "pump-3")));
    }

    [Fact]
    public async Task Events_have_a_type_from_the_scenario_or_from_the_model()
    {
        Assert.Equal(
            ["error burnt burnt {}", "info start start {}", """alert leak Leak {"at":"valve"}"""],
            (await PageAsync("QueryDeviceEventData")).List.Select(static item => string.Join(
                ' ', ((string[])["EventType", "Identifier", "Name", "OutputData"]).Select(name => item.GetProperty(name).GetString()))));
        Assert.Equal(["leak"], await ValuesAsync("QueryDeviceEventData", "Identifier", ("EventType", "alert")));
        Assert.Equal(["start"], await ValuesAsync("QueryDeviceEventData", "Identifier", ("Identifier", "start")));
        Assert.Equal("iot.check.InvalidFormattedParameter", (await CallAsync("QueryDeviceEventData", ("EventType", "warning"))).Code);
    }

    [Theory]
    [InlineData("0", 7)]
    [InlineData("1", 7)]
    [InlineData("0", 50)]
    [InlineData("1", 1)]
    public async Task Pages_follow_each_other_without_a_gap_and_without_a_repetition(string ascending, int pageSize)
    {
        string[] values = [.. Enumerable.Range(0, 60).Select(static n => string.Create(CultureInfo.InvariantCulture, $"{n}.5"))];
        foreach (string value in values)
        {
            await _client.AskAsync("SetDeviceProperty", ("ProductKey", "p1"), ("DeviceName", "pump-2"), ("Items", $$"""{"Level":{{value}}}"""));
            _client.Time.Advance(TimeSpan.FromMilliseconds(value.EndsWith("3.5", StringComparison.Ordinal) ? 0 : 10));
        }

        _client.Time.Advance(TimeSpan.FromSeconds(1));
        List<string> seen = [];
        (string Name, string? Value) next = ("Asc", ascending);
        while (true)
        {
            (JsonElement[] list, string? nextTime) = await PageAsync(
                "QueryDevicePropertyData", ("DeviceName", "pump-2"), ("Asc", ascending), ("PageSize", pageSize.ToString(CultureInfo.InvariantCulture)), next);
            seen.AddRange(list.Select(static item => item.GetProperty("Value").GetString()!));
            Assert.InRange(list.Length, 1, pageSize + 1);
            if (nextTime is null)
            {
                break;
            }

            next = (ascending == "1" ? "StartTime" : "EndTime", nextTime);
        }

        Assert.Equal(values.Order(), seen.Order());
    }

    [Theory]
    [InlineData("MissingStartTime", "StartTime", null)]
    [InlineData("MissingEndTime", "EndTime", null)]
    [InlineData("iot.check.InvalidFormattedParameter", "StartTime", "yesterday")]
    [InlineData("iot.check.InvalidFormattedParameter", "EndTime", "-1")]
    [InlineData("iot.check.ParameterIsNotLessThanMax", "EndTime", "0")]
    [InlineData("iot.check.InvalidFormattedParameter", "Asc", "2")]
    [InlineData("iot.common.InvalidPageParams", "PageSize", "0")]
    [InlineData("iot.common.InvalidPageParams", "PageSize", "51")]
    [InlineData("iot.device.NotExistedDevice", "DeviceName", "nobody")]
    public async Task A_wrong_query_is_refused(string code, string name, string? value)
    {
        foreach (string action in (string[])["QueryDevicePropertyData", "QueryDeviceEventData", "QueryDeviceServiceData"])
        {
            Assert.Equal(code, (await CallAsync(action, (name, value))).Code);
        }
    }

    [Fact]
    public async Task A_property_must_be_named() =>
        Assert.Equal("MissingIdentifier", (await CallAsync("QueryDevicePropertyData", ("Identifier", null))).Code);

    [Fact]
    public async Task The_oldest_entries_are_dropped_first()
    {
        using ActionClient client = new(Scenario, static options => options.LogCapacity = 3);
        foreach (string device in (string[])["pump-1", "pump-2", "pump-2", "pump-2"])
        {
            await client.AskAsync("InvokeThingService", ("ProductKey", "p1"), ("DeviceName", device), ("Identifier", "Reset"), ("Args", "{}"));
        }

        client.Time.Advance(TimeSpan.FromSeconds(1));
        (string, string?)[] range = [("ProductKey", "p1"), ("StartTime", "0"), ("EndTime", Now(60))];
        Assert.Equal(0, Length(await client.AskAsync("QueryDeviceServiceData", [.. range, ("DeviceName", "pump-1")])));
        Assert.Equal(3, Length(await client.AskAsync("QueryDeviceServiceData", [.. range, ("DeviceName", "pump-2")])));

        static int Length(JsonElement reply) => reply.GetProperty("Data").GetProperty("List").GetProperty("ServiceInfo").GetArrayLength();
    }

    public void Dispose() => _client.Dispose();

    private Task<RawReply> CallAsync(string action, params (string Name, string? Value)[] parameters) => _client.CallAsync(action,
    [
        ("ProductKey", "p1"), ("DeviceName", "pump-1"), ("StartTime", "0"), ("EndTime", Now(60)),
        ("Identifier", action == "QueryDevicePropertyData" ? "Level" : null), .. parameters,
    ]);

    private async Task<(JsonElement[] List, string? NextTime)> PageAsync(string action, params (string Name, string? Value)[] parameters)
    {
        RawReply reply = await CallAsync(action, parameters);
        Assert.True(reply.Success, reply.Body);
        JsonElement data = reply.Json.GetProperty("Data");
        Assert.Equal(data.GetProperty("NextValid").GetBoolean(), data.TryGetProperty("NextTime", out JsonElement next));
        return ([.. data.GetProperty("List").EnumerateObject().Single().Value.EnumerateArray()], next.ValueKind == JsonValueKind.Undefined ? null : next.GetRawText());
    }

    private async Task<string?[]> ValuesAsync(string action, string member, params (string Name, string? Value)[] parameters) =>
        [.. (await PageAsync(action, parameters)).List.Select(item => item.GetProperty(member).GetString())];
}
