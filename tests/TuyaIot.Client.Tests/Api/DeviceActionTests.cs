using System.Collections.Generic;
using System.Linq;
using TuyaIot.Api;
using Xunit;

namespace TuyaIot.Client.Tests.Api;

/// <summary>The calls for properties, services and histories of devices, spelled as the pages spell them.</summary>
public sealed class DeviceActionTests
{
    private static readonly JsonObjectText Json = JsonObjectText.Parse("{\"a\":1.0}");

    public static TheoryData<string> Names => [.. Calls.Keys];

    private static Dictionary<string, (ApiCall Call, string Parameters, bool IsQuery, double RequestsPerSecond)> Calls { get; } = new()
    {
        ["SetDevicesProperty"] = (new SetDevicesProperty("pk", Json), """Items={"a":1.0} ProductKey=pk""", false, 10),
        ["SetDeviceProperty"] = (new SetDeviceProperty("pk", Json, 1), """Items={"a":1.0} ProductKey=pk Qos=1""", false, 500),
        ["InvokeThingService"] = (new InvokeThingService("pk", "fb:Set", Json, null), """Args={"a":1.0} Identifier=fb:Set ProductKey=pk""", false, 500),
        ["QueryDevicePropertyStatus"] = (new QueryDevicePropertyStatus("pk", "d"), "DeviceName=d ProductKey=pk", true, 200),
        ["QueryDeviceDesiredProperty"] = (
            new QueryDeviceDesiredProperty("pk", "d", ["a", "b"]), "DeviceName=d Identifier.1=a Identifier.2=b ProductKey=pk", true, 50),
        ["SetDeviceDesiredProperty"] = (
            new SetDeviceDesiredProperty("pk", Json, JsonObjectText.Parse("{\"a\":3}"), 60),
            """Expiration=60 Items={"a":1.0} ProductKey=pk Versions={"a":3}""",
            false,
            50),
        ["ClearDeviceDesiredProperty"] = (new ClearDeviceDesiredProperty("pk", ["a", "b"]), "Identifies.1=a Identifies.2=b ProductKey=pk", false, 50),
        ["QueryDevicePropertyData"] = (
            new QueryDevicePropertyData("pk", "d", "a", 1, 2, IsAscending: true),
            "Asc=1 DeviceName=d EndTime=2 Identifier=a PageSize=50 ProductKey=pk StartTime=1",
            true,
            50),
        ["QueryDeviceEventData"] = (
            new QueryDeviceEventData("pk", "d", null, 1, 2, IsAscending: false),
            "Asc=0 DeviceName=d EndTime=2 PageSize=50 ProductKey=pk StartTime=1",
            true,
            50),
        ["QueryDeviceServiceData"] = (
            new QueryDeviceServiceData("pk", "d", "Set", 1, 2, IsAscending: false),
            "Asc=0 DeviceName=d EndTime=2 Identifier=Set PageSize=50 ProductKey=pk StartTime=1",
            true,
            50),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_call_carries_the_documented_parameters_and_no_other_at_the_quota_of_its_action(string action)
    {
        (ApiCall call, string parameters, bool isQuery, double requestsPerSecond) = Calls[action];

        Assert.Equal((action, isQuery, requestsPerSecond), (call.Action.Name, call.Action.IsQuery, call.Action.RequestsPerSecond));
        Assert.Equal(call is DeviceHistory, call.Action.WayAround is not null);
        Assert.Equal(parameters, string.Join(" ", call.GetParameters().Select(static parameter => $"{parameter.Name}={parameter.Value}")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_command_for_one_device_reads_its_reply(string action)
    {
        if (Calls[action].Call is DeviceBatchCall command)
        {
            Assert.Equal(action != "SetDevicesProperty", command.IsForOneDevice);
            Assert.Equal(command.IsForOneDevice, command.HasReply);
        }
    }

    [Fact]
    public void Versions_make_no_other_command_of_it_in_a_journal()
    {
        SetDeviceDesiredProperty call = new("pk", Json, JsonObjectText.Parse("{\"a\":3}"), 60);

        Assert.Equal(call.GetIdentity(), (call with { Versions = JsonObjectText.Parse("{\"a\":4}") }).GetIdentity());
        Assert.NotEqual(call.GetIdentity(), (call with { ExpirationSeconds = 61 }).GetIdentity());
        Assert.NotEqual(call.GetIdentity(), (call with { Items = JsonObjectText.Parse("{\"a\":2.0}") }).GetIdentity());
    }

    [Fact]
    public void Calls_are_equal_by_what_they_ask()
    {
        Assert.Equal(new ClearDeviceDesiredProperty("pk", ["a", "b"]), new ClearDeviceDesiredProperty("pk", ["a", "b"]));
        Assert.NotEqual(new ClearDeviceDesiredProperty("pk", ["a", "b"]), new ClearDeviceDesiredProperty("pk", ["b", "a"]));
        Assert.NotEqual(new ClearDeviceDesiredProperty("pk", ["a"]), new ClearDeviceDesiredProperty("pk2", ["a"]));
        Assert.NotEqual<DeviceBatchCall>(new InvokeThingService("pk", "Set", Json, null), new InvokeThingsService("pk", "Set", Json, null));
    }

    /// <summary>The gateway refuses a start that is not before the end.</summary>
    [Theory]
    [InlineData(true, 15, 15, 20)]
    [InlineData(true, 20, 20, 21)]
    [InlineData(false, 15, 10, 15)]
    [InlineData(false, 10, 9, 10)]
    public void The_next_page_begins_at_its_time_and_its_start_stays_before_its_end(bool isAscending, long next, long start, long end)
    {
        DeviceHistory page = new QueryDeviceEventData("pk", "d", null, 10, 20, isAscending).From(next);

        Assert.IsType<QueryDeviceEventData>(page);
        Assert.Equal((start, end), (page.StartTime, page.EndTime));
    }

    [Theory]
    [InlineData("""{}""", "")]
    [InlineData("""{"b":1,"a":{"c":1},"b":2}""", "b a")]
    public void The_names_of_an_object_are_those_at_its_top(string json, string names) =>
        Assert.Equal(names, string.Join(" ", JsonObjectText.Parse(json).GetNames()));
}
