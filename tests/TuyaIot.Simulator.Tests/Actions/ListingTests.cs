using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Actions;

/// <summary>Lists of devices, states and products: their members, their pages and their limits.</summary>
public sealed class ListingTests
{
    private const string Scenario = """
        {
          "products": [
            {
              "productKey": "p1",
              "name": "Pump",
              "devices": [
                { "deviceName": "pump-1", "nickname": "North" },
                { "deviceName": "pump-2", "status": "offline" },
                { "deviceName": "theirs", "otherAccount": true },
                { "deviceName": "gone", "status": "unknown" },
                { "deviceName": "fresh", "status": "inactive" }
              ]
            },
            { "productKey": "p2", "devices": [ "fan-1" ] },
            { "productKey": "big", "devices": 10100 }
          ]
        }
        """;

    private static readonly string[] NamesAndIds = ["DeviceName", "IotId"];

    [Fact]
    public async Task A_listed_device_has_the_documented_members()
    {
        using ActionClient session = new(Scenario);
        session.Time.Advance(TimeSpan.FromSeconds(9));
        await session.CallAsync("BatchUpdateDeviceNickname", ("DeviceNicknameInfo.1.IotId", "p1.pump-1"), ("DeviceNicknameInfo.1.Nickname", "South"));

        JsonElement device = (await session.DataAsync("QueryDevice", ("ProductKey", "p1"))).GetProperty("DeviceInfo")[0];

        Assert.Equal(
            """
            {"ProductKey":"p1","DeviceName":"pump-1","DeviceSecret":"simulated-secret-of-p1.pump-1","IotId":"p1.pump-1","Nickname":"South",
            "DeviceId":"","DeviceStatus":"ONLINE","DeviceType":"","GmtCreate":"Tue, 19-Nov-2024 12:00:00 GMT","GmtModified":"Tue, 19-Nov-2024 12:00:09 GMT",
            "UtcCreate":"2024-11-19T12:00:00.000Z","UtcModified":"2024-11-19T12:00:09.000Z"}
            """.ReplaceLineEndings(""),
            device.GetRawText());
    }

    [Fact]
    public async Task A_described_device_has_the_documented_members()
    {
        using ActionClient session = new(Scenario);

        JsonElement one = await session.DataAsync("QueryDeviceDetail", ("ProductKey", "p1"), ("DeviceName", "pump-2"));
        JsonElement many = (await session.DataAsync("BatchQueryDeviceDetail", ("ProductKey", "p1"), ("DeviceName.1", "pump-2"))).GetProperty("Data")[0];

        const string Shared = """
            {"ProductKey":"p1","DeviceName":"pump-2","DeviceSecret":"simulated-secret-of-p1.pump-2","IotId":"p1.pump-2","Nickname":"",
            "FirmwareVersion":"1.0.0","GmtActive":"2024-11-19 20:00:00","GmtCreate":"2024-11-19 20:00:00","NodeType":0,"ProductName":"Pump",
            "Region":"cn-shanghai","Status":"OFFLINE","UtcActive":"2024-11-19T12:00:00.000Z","UtcCreate":"2024-11-19T12:00:00.000Z"
            """;
        const string Own = ""","GmtOnline":"2024-11-19 20:00:00","IpAddress":"192.0.2.1","Owner":true,"UtcOnline":"2024-11-19T12:00:00.000Z"}""";
        Assert.Equal(Shared.ReplaceLineEndings("") + Own, one.GetRawText());
        Assert.Equal(Shared.ReplaceLineEndings("") + "}", many.GetRawText());
    }

    [Fact]
    public async Task A_device_of_another_account_is_not_listed_and_fails_every_call_that_names_it()
    {
        using ActionClient session = new(Scenario);

        Assert.Equal(["pump-1", "pump-2", "fresh"], Names((await session.CallAsync("QueryDevice", ("ProductKey", "p1"))).Json));
        Assert.Equal(3, (await session.DataAsync("QueryProduct", ("ProductKey", "p1"))).GetProperty("DeviceCount").GetInt32());
        foreach (string action in (string[])["BatchQueryDeviceDetail", "BatchGetDeviceState", "InvokeThingsService"])
        {
            RawReply reply = await session.CallAsync(
                action, ("ProductKey", "p1"), ("DeviceName.1", "pump-1"), ("DeviceName.2", "theirs"), ("Identifier", "Set"), ("Args", "{}"));
            Assert.Equal("iot.common.AuthActionPermissionDeny", reply.Code);
        }

        foreach (string action in (string[])["QueryDeviceDetail", "QueryDeviceInfo", "GetDeviceStatus", "DeleteDevice", "DisableThing"])
        {
            Assert.Equal("iot.common.AuthActionPermissionDeny", (await session.CallAsync(action, ("ProductKey", "p1"), ("DeviceName", "theirs"))).Code);
        }

        Assert.Equal("iot.device.AlreadyExistedDeviceName", (await session.CallAsync("RegisterDevice", ("ProductKey", "p1"), ("DeviceName", "theirs"))).Code);
        Assert.Empty(session.Simulator.GetDevices().SelectMany(static device => device.Log));
    }

    [Fact]
    public async Task States_are_told_by_name_or_by_id_across_products()
    {
        using ActionClient session = new(Scenario);

        JsonElement[] states = States((await session.CallAsync("BatchGetDeviceState", ("IotId.1", "p2.fan-1"), ("IotId.2", "p1.fresh"), ("DeviceName.1", "pump-1"))).Json);

        Assert.Equal(
            """{"AsAddress":"192.0.2.1","DeviceId":"","DeviceName":"fan-1","IotId":"p2.fan-1","LastOnlineTime":"2024-11-19 20:00:00","Status":"ONLINE","Timestamp":1732017600000}""",
            states[0].GetRawText());
        Assert.Equal(
            """{"AsAddress":"","DeviceId":"","DeviceName":"fresh","IotId":"p1.fresh","LastOnlineTime":"","Status":"UNACTIVE","Timestamp":1732017600000}""",
            states[1].GetRawText());
        Assert.Equal(2, states.Length);
    }

    [Theory]
    [InlineData("IotId", "p1.nobody", "iot.device.NotExistedDevice")]
    [InlineData("IotId", "p1~1.pump-1", "iot.device.NotExistedDevice")]
    [InlineData("IotId", "nonsense", "iot.device.InvalidIoTId")]
    [InlineData("IotId", "p3.a", "iot.prod.NotExistedProduct")]
    [InlineData("DeviceName", "nobody", "iot.device.NotExistedDevice")]
    [InlineData("DeviceName", "", "iot.device.NullDeviceName")]
    public async Task States_of_devices_that_do_not_exist_are_refused(string parameter, string value, string code)
    {
        using ActionClient session = new(Scenario);

        Assert.Equal(code, (await session.CallAsync("BatchGetDeviceState", ("ProductKey", "p1"), (parameter + ".1", value))).Code);
    }

    [Theory]
    [InlineData(50, "")]
    [InlineData(51, "iot.device.DeviceCountExceeded")]
    [InlineData(0, "iot.device.NoneDeviceNameElement")]
    public async Task A_call_for_states_has_a_limit_of_its_own(int count, string code)
    {
        using ActionClient session = new(Scenario);
        foreach (string parameter in NamesAndIds)
        {
            RawReply reply = await session.CallAsync("BatchGetDeviceState", [("ProductKey", "big"), .. Enumerable.Range(1, count).Select(n => (
                string.Create(CultureInfo.InvariantCulture, $"{parameter}.{n}"), (string?)string.Create(CultureInfo.InvariantCulture, $"{(parameter == "IotId" ? "big." : "")}device{n}")))]);

            Assert.Equal(code, reply.Code);
            Assert.Equal(code.Length == 0 ? count : 0, code.Length == 0 ? States(reply.Json).Length : 0);
        }
    }

    [Fact]
    public async Task A_gap_in_the_list_of_ids_is_refused()
    {
        using ActionClient session = new(Scenario);

        Assert.Equal("MissingIotId.2", (await session.CallAsync("BatchGetDeviceState", ("IotId.1", "p2.fan-1"), ("IotId.3", "p1.pump-1"))).Code);
    }

    [Fact]
    public async Task Beyond_ten_thousand_devices_the_token_leads_on_to_the_last_page()
    {
        using ActionClient session = new(Scenario);
        Assert.Equal("iot.common.InvalidPageParams", (await session.CallAsync("QueryDevice", ("ProductKey", "big"), ("PageSize", "50"), ("CurrentPage", "201"))).Code);
        JsonElement page = (await session.CallAsync("QueryDevice", ("ProductKey", "big"), ("PageSize", "50"), ("CurrentPage", "200"))).Json;
        List<string> seen = [.. Names(page)];
        for (int number = 201; page.TryGetProperty("NextToken", out JsonElement token); number++)
        {
            page = (await session.CallAsync(
                "QueryDevice",
                ("ProductKey", "big"),
                ("PageSize", "50"),
                ("CurrentPage", number.ToString(CultureInfo.InvariantCulture)),
                ("NextToken", token.GetString()))).Json;
            Assert.Equal((number, 202, 10_100), (page.GetProperty("Page").GetInt32(), page.GetProperty("PageCount").GetInt32(), page.GetProperty("Total").GetInt32()));
            seen.AddRange(Names(page));
        }

        Assert.Equal(Enumerable.Range(9_951, 150).Select(static n => $"device{n}"), seen);
    }

    [Fact]
    public async Task A_token_misses_no_device_and_repeats_none_while_listed_ones_are_deleted_and_others_are_registered()
    {
        using ActionClient session = new("""{ "products": [ { "productKey": "p1", "devices": 25 } ] }""");
        List<string> seen = [];
        string? token = null;
        do
        {
            JsonElement page = (await session.CallAsync("QueryDevice", ("ProductKey", "p1"), ("NextToken", token))).Json;
            foreach (string name in Names(page))
            {
                seen.Add(name);
                await session.CallAsync("DeleteDevice", ("ProductKey", "p1"), ("DeviceName", name));
            }

            await session.CallAsync("RegisterDevice", ("ProductKey", "p1"));
            token = page.TryGetProperty("NextToken", out JsonElement next) ? next.GetString() : null;
        }
        while (token is not null);

        Assert.Equal(Enumerable.Range(1, 25).Select(static n => $"device{n}"), seen);
    }

    [Fact]
    public async Task A_token_that_is_wrong_or_too_old_is_refused()
    {
        using ActionClient session = new(Scenario, static options => options.PageTokenLifetime = TimeSpan.FromMinutes(5));
        string token = (await session.CallAsync("QueryDevice", ("ProductKey", "big"))).Json.GetProperty("NextToken").GetString()!;

        Assert.Equal("", await CodeAsync("big", token));
        Assert.Equal("iot.common.InvalidPageParams", await CodeAsync("p1", token));
        Assert.Equal("iot.common.InvalidPageParams", await CodeAsync("big", token[1..]));
        Assert.Equal("iot.common.InvalidPageParams", await CodeAsync("big", "50"));
        Assert.Equal("iot.common.InvalidPageParams", await CodeAsync("big", Convert.ToBase64String(Encoding.UTF8.GetBytes("ListResource"))));
        Assert.Equal("iot.common.InvalidPageParams", await CodeAsync("big", token, "100000"));
        session.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("", await CodeAsync("big", token));
        session.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("iot.common.InvalidPageParams", await CodeAsync("big", token));

        async Task<string?> CodeAsync(string product, string next, string? page = null) =>
            (await session.CallAsync("QueryDevice", ("ProductKey", product), ("NextToken", next), ("CurrentPage", page))).Code;
    }

    [Fact]
    public async Task A_page_behind_the_last_is_empty()
    {
        using ActionClient session = new(Scenario);

        JsonElement page = (await session.CallAsync("QueryDevice", ("ProductKey", "p1"), ("CurrentPage", "2"))).Json;

        Assert.Empty(Names(page));
        Assert.False(page.TryGetProperty("NextToken", out _));
    }

    /// <summary>A hundred pages from the middle of a large product take no longer than those of a small one, but for noise.</summary>
    [Fact]
    public async Task A_page_costs_the_same_in_a_product_of_any_size()
    {
        TimeSpan small = await MeasureAsync(10_000);
        TimeSpan large = await MeasureAsync(400_000);

        Assert.True(large < (small * 4) + TimeSpan.FromMilliseconds(250), $"{small} and {large}");

        static async Task<TimeSpan> MeasureAsync(int count)
        {
            using ActionClient session = new(configure: options => (options.ProductKey, options.DeviceCount) = (["p"], count));
            JsonElement page = (await session.CallAsync("QueryDevice", ("ProductKey", "p"), ("PageSize", "50"), ("CurrentPage", "90"))).Json;
            long start = Stopwatch.GetTimestamp();
            for (int n = 0; n < 100; n++)
            {
                page = (await session.CallAsync("QueryDevice", ("ProductKey", "p"), ("PageSize", "50"), ("NextToken", page.GetProperty("NextToken").GetString()))).Json;
            }

            return Stopwatch.GetElapsedTime(start);
        }
    }

    [Fact]
    public async Task Products_are_listed_page_by_page()
    {
        using ActionClient session = new(Scenario);

        JsonElement first = await session.DataAsync("QueryProductList", ("CurrentPage", "1"), ("PageSize", "2"));
        JsonElement second = await session.DataAsync("QueryProductList", ("CurrentPage", "2"), ("PageSize", "2"));

        Assert.Equal(
            """{"AuthType":"secret","DataFormat":1,"Description":"","DeviceCount":3,"GmtCreate":1732017600000,"NodeType":0,"ProductKey":"p1","ProductName":"Pump"}""",
            first.GetProperty("List").GetProperty("ProductInfo")[0].GetRawText());
        Assert.Equal(["p1", "p2", "big"], ((JsonElement[])[first, second]).SelectMany(static page =>
            page.GetProperty("List").GetProperty("ProductInfo").EnumerateArray().Select(static product => product.GetProperty("ProductKey").GetString())));
        Assert.Equal((3, 2, 2, 2), (second.GetProperty("Total").GetInt32(), second.GetProperty("PageCount").GetInt32(), second.GetProperty("CurrentPage").GetInt32(), second.GetProperty("PageSize").GetInt32()));
    }

    [Theory]
    [InlineData(null, "1", "MissingCurrentPage")]
    [InlineData("1", null, "MissingPageSize")]
    [InlineData("0", "1", "iot.common.InvalidPageParams")]
    [InlineData("1", "201", "iot.common.InvalidPageParams")]
    [InlineData("1", "200", "")]
    public async Task A_wrong_page_of_products_is_refused(string? page, string? size, string code)
    {
        using ActionClient session = new(Scenario);

        Assert.Equal(code, (await session.CallAsync("QueryProductList", ("CurrentPage", page), ("PageSize", size))).Code);
    }

    [Fact]
    public async Task Lists_are_arrays_where_the_scenario_says_so()
    {
        using ActionClient session = new(Scenario.Insert(1, "\"listForm\": \"array\","));

        JsonElement devices = (await session.CallAsync("QueryDevice", ("ProductKey", "p1"))).Json;
        JsonElement states = (await session.CallAsync("BatchGetDeviceState", ("IotId.1", "p2.fan-1"))).Json;
        JsonElement products = await session.DataAsync("QueryProductList", ("CurrentPage", "1"), ("PageSize", "2"));
        JsonElement properties = await session.DataAsync("QueryDevicePropertyStatus", ("ProductKey", "p1"), ("DeviceName", "pump-1"));

        Assert.Equal((3, 3), (devices.GetProperty("Data").GetArrayLength(), devices.GetProperty("Total").GetInt32()));
        Assert.Equal("fan-1", states.GetProperty("DeviceStatusList")[0].GetProperty("DeviceName").GetString());
        Assert.Equal("p2", products.GetProperty("List")[1].GetProperty("ProductKey").GetString());
        Assert.Equal(0, properties.GetProperty("List").GetArrayLength());
    }

    private static JsonElement[] States(JsonElement reply) => [.. reply.GetProperty("DeviceStatusList").GetProperty("DeviceStatus").EnumerateArray()];

    private static IEnumerable<string> Names(JsonElement page) =>
        page.GetProperty("Data").GetProperty("DeviceInfo").EnumerateArray().Select(static device => device.GetProperty("DeviceName").GetString()!);
}
