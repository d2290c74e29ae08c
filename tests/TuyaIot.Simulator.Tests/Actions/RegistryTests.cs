using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Actions;

/// <summary>Devices that are registered, disabled and deleted, seen through the queries.</summary>
public sealed class RegistryTests
{
    private const string Scenario = """
        {
          "products": [
            {
              "productKey": "p1",
              "name": "Pump",
              "devices": [
                "pump-1",
                { "deviceName": "pump-2", "status": "offline" },
                { "deviceName": "pump-3", "status": "disabled" },
                { "deviceName": "gone", "status": "unknown" }
              ]
            },
            { "productKey": "p2", "activationDelay": "3s", "registrationDelay": "2s", "devices": 0 }
          ]
        }
        """;

    [Fact]
    public async Task A_registered_device_is_in_every_query_and_was_never_connected()
    {
        using ActionClient session = new(Scenario);
        session.Time.Advance(TimeSpan.FromMinutes(1));

        JsonElement data = await session.DataAsync("RegisterDevice", ("ProductKey", "p1"), ("DeviceName", "pump:4@x"), ("Nickname", "泵站"));

        Assert.Equal(["ProductKey", "DeviceName", "DeviceSecret", "IotId", "Nickname"], data.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(("pump:4@x", "p1", "泵站"), (Text(data, "DeviceName"), Text(data, "ProductKey"), Text(data, "Nickname")));
        JsonElement listed = (await session.DataAsync("QueryDevice", ("ProductKey", "p1"))).GetProperty("DeviceInfo")[0];
        JsonElement detail = await session.DataAsync("QueryDeviceDetail", ("IotId", Text(data, "IotId")));
        JsonElement status = await session.DataAsync("GetDeviceStatus", ("ProductKey", "p1"), ("DeviceName", "pump:4@x"));
        JsonElement state = await StateAsync(session, "pump:4@x");
        Assert.Equal(("pump:4@x", Text(data, "IotId"), Text(data, "DeviceSecret")), (Text(listed, "DeviceName"), Text(listed, "IotId"), Text(listed, "DeviceSecret")));
        Assert.Equal(["UNACTIVE", "UNACTIVE", "UNACTIVE", "UNACTIVE"], [Text(listed, "DeviceStatus"), Text(detail, "Status"), Text(status, "Status"), Text(state, "Status")]);
        Assert.Equal(("2024-11-19T12:01:00.000Z", "", "", ""), (Text(detail, "UtcCreate"), Text(detail, "UtcActive"), Text(detail, "UtcOnline"), Text(detail, "IpAddress")));
        Assert.Equal(("", ""), (Text(state, "LastOnlineTime"), Text(state, "AsAddress")));
        Assert.Equal(4, (await session.DataAsync("QueryProduct", ("ProductKey", "p1"))).GetProperty("DeviceCount").GetInt32());
        Assert.Equal(SimulatorDeviceStatus.Inactive, session.Simulator.GetDevices((_, name) => name == "pump:4@x").Single().Status);
    }

    [Fact]
    public async Task Without_a_name_the_platform_makes_one_and_the_same_seed_makes_the_same()
    {
        List<string> names = [];
        for (int run = 0; run < 2; run++)
        {
            using ActionClient session = new(Scenario);
            names.Add(Text(await session.DataAsync("RegisterDevice", ("ProductKey", "p1")), "DeviceName"));
            names.Add(Text(await session.DataAsync("RegisterDevice", ("ProductKey", "p1"), ("DeviceName", "")), "DeviceName"));
        }

        Assert.Equal(names.Take(2), names.Skip(2));
        Assert.NotEqual(names[0], names[1]);
        Assert.All(names, static name => Assert.Matches("^[A-Za-z0-9]{20}$", name));
    }

    [Theory]
    [InlineData("pump-1", null, "iot.device.AlreadyExistedDeviceName")]
    [InlineData("pump-3", null, "iot.device.AlreadyExistedDeviceName")]
    [InlineData("gone", null, "")]
    [InlineData("abc", null, "iot.device.InvalidFormattedDeviceName")]
    [InlineData("abcd", null, "")]
    [InlineData("a2345678901234567890123456789012", null, "")]
    [InlineData("a23456789012345678901234567890123", null, "iot.device.InvalidFormattedDeviceName")]
    [InlineData("pump 4", null, "iot.device.InvalidFormattedDeviceName")]
    [InlineData("pümp-4", null, "iot.device.InvalidFormattedDeviceName")]
    [InlineData("pump-4", "abc", "iot.device.InvalidFormattedNickname")]
    [InlineData("pump-4", "1234567890123456789012345678901234567890123456789012345678901234", "")]
    [InlineData("pump-4", "12345678901234567890123456789012345678901234567890123456789012345", "iot.device.InvalidFormattedNickname")]
    [InlineData("pump-4", "泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵泵", "iot.device.InvalidFormattedNickname")]
    public async Task A_name_and_a_nickname_follow_the_rules_and_are_free(string device, string? nickname, string code)
    {
        using ActionClient session = new(Scenario);

        Assert.Equal(code, (await session.CallAsync("RegisterDevice", ("ProductKey", "p1"), ("DeviceName", device), ("Nickname", nickname))).Code);
        string listed = code.Length == 0 ? device : "pump-1";
        Assert.Equal(listed, Text((await session.DataAsync("QueryDevice", ("ProductKey", "p1"))).GetProperty("DeviceInfo")[0], "DeviceName"));
    }

    [Theory]
    [InlineData("RegisterDevice")]
    [InlineData("BatchRegisterDevice")]
    [InlineData("QueryBatchRegisterDeviceStatus")]
    [InlineData("QueryDevice")]
    [InlineData("EnableThing")]
    [InlineData("DisableThing")]
    [InlineData("DeleteDevice")]
    public async Task A_product_that_does_not_exist_is_refused(string action)
    {
        using ActionClient session = new(Scenario);

        Assert.Equal("iot.prod.NotExistedProduct", (await session.CallAsync(action, ("ProductKey", "none"), ("DeviceName", "pump-1"))).Code);
        Assert.Equal("MissingProductKey", (await session.CallAsync(action, ("DeviceName", "pump-1"))).Code);
    }

    [Fact]
    public async Task In_an_open_product_a_name_is_free_until_it_is_used()
    {
        using ActionClient session = new();
        await session.CallAsync("BatchUpdateDeviceNickname", ("DeviceNicknameInfo.1.ProductKey", "p"), ("DeviceNicknameInfo.1.DeviceName", "used"), ("DeviceNicknameInfo.1.Nickname", "Used"));

        Assert.Equal("iot.device.AlreadyExistedDeviceName", (await session.CallAsync("RegisterDevice", ("ProductKey", "p"), ("DeviceName", "used"))).Code);
        Assert.Equal("", (await session.CallAsync("RegisterDevice", ("ProductKey", "p"), ("DeviceName", "free"))).Code);
        Assert.Equal("iot.device.AlreadyExistedDeviceName", (await session.CallAsync("RegisterDevice", ("ProductKey", "p"), ("DeviceName", "free"))).Code);
    }

    [Fact]
    public async Task A_batch_is_created_after_a_while_and_can_be_listed_then()
    {
        using ActionClient session = new(Scenario);
        string id = (await session.DataAsync("BatchRegisterDevice", ("ProductKey", "p2"), ("Count", "60"))).GetProperty("ApplyId").GetRawText();

        Assert.Equal("CREATE", await StatusAsync());
        Assert.Equal("iot.device.CreateDeviceTaskIsRunning", (await session.CallAsync("QueryPageByApplyId", ("ApplyId", id))).Code);
        session.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("CREATE_SUCCESS", await StatusAsync());
        JsonElement first = (await session.CallAsync("QueryPageByApplyId", ("ApplyId", id), ("PageSize", "50"))).Json;
        JsonElement second = (await session.CallAsync("QueryPageByApplyId", ("ApplyId", id), ("PageSize", "50"), ("CurrentPage", "2"))).Json;
        JsonElement[] devices = [.. Devices(first), .. Devices(second)];
        Assert.Equal((60, 2, 2, 50), (second.GetProperty("Total").GetInt32(), second.GetProperty("PageCount").GetInt32(), second.GetProperty("Page").GetInt32(), second.GetProperty("PageSize").GetInt32()));
        Assert.Equal(60, devices.Select(static device => Text(device, "DeviceName")).Distinct().Count());
        JsonElement info = await session.DataAsync("QueryDeviceInfo", ("ProductKey", "p2"), ("DeviceName", Text(devices[59], "DeviceName")));
        Assert.Equal((Text(info, "IotId"), Text(info, "DeviceSecret")), (Text(devices[59], "IotId"), Text(devices[59], "DeviceSecret")));

        async Task<string> StatusAsync()
        {
            JsonElement data = await session.DataAsync("QueryBatchRegisterDeviceStatus", ("ProductKey", "p2"), ("ApplyId", id));
            Assert.Equal(
                """{"ValidList":{"Name":[]},"InvalidList":{"Name":[]},"InvalidDetailList":{"invalidDetailList":[]}}""",
                "{" + data.GetRawText().Split(',', 2)[1]);
            return Text(data, "Status");
        }

        static IEnumerable<JsonElement> Devices(JsonElement page) => page.GetProperty("ApplyDeviceList").GetProperty("ApplyDeviceInfo").EnumerateArray();
    }

    [Theory]
    [InlineData("BatchRegisterDevice", "Count", null, "MissingCount")]
    [InlineData("BatchRegisterDevice", "Count", "0", "iot.check.InvalidFormattedParameter")]
    [InlineData("BatchRegisterDevice", "Count", "-1", "iot.check.InvalidFormattedParameter")]
    [InlineData("BatchRegisterDevice", "Count", "10000", "")]
    [InlineData("BatchRegisterDevice", "Count", "10001", "iot.device.DeviceCountExceeded")]
    [InlineData("QueryBatchRegisterDeviceStatus", "ApplyId", null, "MissingApplyId")]
    [InlineData("QueryBatchRegisterDeviceStatus", "ApplyId", "x", "iot.device.InvalidFormattedApplyId")]
    [InlineData("QueryBatchRegisterDeviceStatus", "ApplyId", "1", "iot.device.DeviceApplyIsNotFound")]
    [InlineData("QueryPageByApplyId", "ApplyId", null, "MissingApplyId")]
    [InlineData("QueryPageByApplyId", "ApplyId", "99999999999999999999", "iot.device.InvalidFormattedApplyId")]
    [InlineData("QueryPageByApplyId", "ApplyId", "2000000", "iot.device.DeviceApplyIsNotFound")]
    public async Task A_wrong_application_is_refused(string action, string parameter, string? value, string code)
    {
        using ActionClient session = new(Scenario);

        Assert.Equal(code, (await session.CallAsync(action, ("ProductKey", "p2"), (parameter, value))).Code);
    }

    [Fact]
    public async Task An_application_belongs_to_its_product_and_its_pages_have_limits()
    {
        using ActionClient session = new(Scenario);
        string id = (await session.DataAsync("BatchRegisterDevice", ("ProductKey", "p2"), ("Count", "1"))).GetProperty("ApplyId").GetRawText();

        Assert.Equal("iot.device.DeviceApplyIsNotFound", (await session.CallAsync("QueryBatchRegisterDeviceStatus", ("ProductKey", "p1"), ("ApplyId", id))).Code);
        Assert.Equal("iot.common.InvalidPageParams", (await session.CallAsync("QueryPageByApplyId", ("ApplyId", id), ("PageSize", "51"))).Code);
    }

    [Fact]
    public async Task Where_the_scenario_says_so_a_registered_device_connects_and_executes_commands_from_then_on()
    {
        using ActionClient session = new(Scenario);
        await session.CallAsync("RegisterDevice", ("ProductKey", "p2"), ("DeviceName", "late"));
        await InvokeAsync(session, "p2", "late");
        session.Time.Advance(TimeSpan.FromSeconds(3));
        await InvokeAsync(session, "p2", "late");

        JsonElement detail = await session.DataAsync("QueryDeviceDetail", ("ProductKey", "p2"), ("DeviceName", "late"));

        Assert.Equal(("ONLINE", "2024-11-19T12:00:03.000Z", "2024-11-19T12:00:03.000Z"), (Text(detail, "Status"), Text(detail, "UtcActive"), Text(detail, "UtcOnline")));
        Assert.Equal(["Accepted", "NeverArrived", "Accepted", "Executed"], Log(session, "late"));
    }

    [Fact]
    public async Task What_is_due_first_is_done_first_and_is_seen_without_a_request()
    {
        using ActionClient session = new(Scenario);
        await session.CallAsync("RegisterDevice", ("ProductKey", "p2"), ("DeviceName", "late"));
        await session.CallAsync("BatchRegisterDevice", ("ProductKey", "p2"), ("Count", "2"));

        Assert.Equal(["Inactive"], Statuses());
        session.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["Inactive", "Inactive", "Inactive"], Statuses());
        session.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["Online", "Inactive", "Inactive"], Statuses());
        session.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["Online", "Online", "Online"], Statuses());

        IEnumerable<string> Statuses() => session.Simulator.GetDevices((product, _) => product == "p2").Select(static device => device.Status.ToString());
    }

    [Theory]
    [InlineData("pump-1", "ONLINE")]
    [InlineData("pump-2", "OFFLINE")]
    [InlineData("pump-3", "ONLINE")]
    public async Task A_disabled_device_has_its_status_again_once_it_is_enabled(string device, string before)
    {
        using ActionClient session = new(Scenario);
        session.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("", (await session.CallAsync("DisableThing", ("ProductKey", "p1"), ("DeviceName", device))).Code);
        Assert.Equal("", (await session.CallAsync("DisableThing", ("IotId", "p1." + device))).Code);
        Assert.Equal("DISABLE", Text(await StateAsync(session, device), "Status"));
        session.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("", (await session.CallAsync("EnableThing", ("ProductKey", "p1"), ("DeviceName", device))).Code);

        JsonElement state = await StateAsync(session, device);
        Assert.Equal(before, Text(state, "Status"));
        Assert.Equal(SignedRequest.Noon.AddSeconds(10), DateTimeOffset.FromUnixTimeMilliseconds(state.GetProperty("Timestamp").GetInt64()));
        Assert.Equal(before == "ONLINE" ? "2024-11-19 20:00:10" : "2024-11-19 20:00:00", Text(state, "LastOnlineTime"));
    }

    [Fact]
    public async Task A_device_that_connects_while_it_is_disabled_is_online_once_it_is_enabled()
    {
        using ActionClient session = new(Scenario);
        await session.CallAsync("RegisterDevice", ("ProductKey", "p2"), ("DeviceName", "late"));
        await session.CallAsync("DisableThing", ("ProductKey", "p2"), ("DeviceName", "late"));
        session.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("DISABLE", Text(await session.DataAsync("GetDeviceStatus", ("ProductKey", "p2"), ("DeviceName", "late")), "Status"));
        await session.CallAsync("EnableThing", ("ProductKey", "p2"), ("DeviceName", "late"));
        Assert.Equal("ONLINE", Text(await session.DataAsync("GetDeviceStatus", ("ProductKey", "p2"), ("DeviceName", "late")), "Status"));
    }

    [Fact]
    public async Task What_became_of_a_command_depends_on_the_status_at_its_time()
    {
        using ActionClient session = new(Scenario);
        await InvokeAsync(session, "p1", "pump-1");
        await session.CallAsync("DisableThing", ("ProductKey", "p1"), ("DeviceName", "pump-1"));
        await InvokeAsync(session, "p1", "pump-1");
        Assert.Equal(
            "iot.device.InvokeThingServiceFailed",
            (await session.CallAsync("InvokeThingService", ("ProductKey", "p1"), ("DeviceName", "pump-1"), ("Identifier", "Set"), ("Args", "{}"))).Code);
        await session.CallAsync("EnableThing", ("ProductKey", "p1"), ("DeviceName", "pump-1"));
        await InvokeAsync(session, "p1", "pump-1");

        Assert.Equal(["Accepted", "Executed", "Accepted", "NeverArrived", "Accepted", "Executed"], Log(session, "pump-1"));
    }

    [Fact]
    public async Task A_deleted_device_is_gone_and_its_name_makes_another_device()
    {
        using ActionClient session = new(Scenario);
        JsonElement before = await session.DataAsync("QueryDeviceInfo", ("ProductKey", "p1"), ("DeviceName", "pump-1"));
        await InvokeAsync(session, "p1", "pump-1");
        Assert.Equal("", (await session.CallAsync("DeleteDevice", ("ProductKey", "p1"), ("DeviceName", "pump-1"))).Code);

        (string, string?)[] device = [("ProductKey", "p1"), ("DeviceName", "pump-1")];
        foreach (string action in (string[])["QueryDeviceInfo", "QueryDeviceDetail", "GetDeviceStatus", "DeleteDevice", "EnableThing", "DisableThing", "QueryDevicePropertyStatus"])
        {
            Assert.Equal("iot.device.NotExistedDevice", (await session.CallAsync(action, device)).Code);
        }

        Assert.Equal("iot.device.NotExistedDevice", (await session.CallAsync("QueryDeviceInfo", ("IotId", Text(before, "IotId")))).Code);
        Assert.Equal("iot.device.NotExistedDevice", (await session.CallAsync("BatchGetDeviceState", ("ProductKey", "p1"), ("DeviceName.1", "pump-1"))).Code);
        Assert.Empty((await session.DataAsync("BatchQueryDeviceDetail", ("ProductKey", "p1"), ("DeviceName.1", "pump-1"))).GetProperty("Data").EnumerateArray());
        Assert.Equal(["pump-2", "pump-3"], await ListAsync(session));
        Assert.Equal(["Accepted", "Executed"], Log(session, "pump-1"));

        JsonElement after = await session.DataAsync("RegisterDevice", device);
        Assert.NotEqual(Text(before, "IotId"), Text(after, "IotId"));
        Assert.NotEqual(Text(before, "DeviceSecret"), Text(after, "DeviceSecret"));
        Assert.Equal("iot.device.NotExistedDevice", (await session.CallAsync("QueryDeviceInfo", ("IotId", Text(before, "IotId")))).Code);
        Assert.Equal("UNACTIVE", Text(await session.DataAsync("QueryDeviceDetail", ("IotId", Text(after, "IotId"))), "Status"));
        Assert.Equal(["pump-1", "pump-2", "pump-3"], await ListAsync(session));
        Assert.Equal(["Accepted", "Executed"], Log(session, "pump-1"));
    }

    private static async Task InvokeAsync(ActionClient session, string productKey, string device) => Assert.Equal("", (await session.CallAsync(
        "InvokeThingsService", ("ProductKey", productKey), ("DeviceName.1", device), ("Identifier", "Set"), ("Args", "{}"))).Code);

    private static IEnumerable<string> Log(ActionClient session, string device) =>
        session.Simulator.GetDevices((_, name) => name == device).Single().Log.Select(static entry => entry.Event.ToString());

    private static async Task<JsonElement> StateAsync(ActionClient session, string device) =>
        (await session.CallAsync("BatchGetDeviceState", ("ProductKey", "p1"), ("DeviceName.1", device))).Json.GetProperty("DeviceStatusList").GetProperty("DeviceStatus")[0];

    private static async Task<string[]> ListAsync(ActionClient session) =>
        [.. (await session.DataAsync("QueryDevice", ("ProductKey", "p1"))).GetProperty("DeviceInfo").EnumerateArray().Select(static device => Text(device, "DeviceName"))];

    private static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;
}
