using System;
using System.Linq;
using System.Text.Json;
using TuyaIot.Api;
using Xunit;

namespace TuyaIot.Client.Tests.Api;

/// <summary>Replies of a form that the pages do not show, and what is shown of replies.</summary>
public sealed class ReplyShapeTests
{
    [Theory]
    [InlineData("""{"UtcCreate":"2019-02-20T02:16:09.000Z"}""", "2019-02-20T02:16:09.0000000Z")]
    [InlineData("""{"utccreate":1550628969000}""", "2019-02-20T02:16:09.0000000Z")]
    [InlineData("""{"UtcCreate":1550628969000.5}""", null)]
    [InlineData("""{"UtcCreate":"\ud800"}""", null)]
    [InlineData("""{"UtcCreate":true}""", null)]
    [InlineData("""{}""", null)]
    [InlineData("""[]""", null)]
    public void The_time_in_a_field_is_read_where_it_says_its_zone(string json, string? read) =>
        Assert.Equal(read, TolerantTimeConverter.ReadField(Parse(json), "UtcCreate")?.ToString("o"));

    [Theory]
    [InlineData("""{"a":[1,"x"],"DeviceSecret":"s"}""", """{"a":[1,"x"],"DeviceSecret":"********"}""")]
    [InlineData("\"{\\\"a\\\":10.0,\\\"DeviceSecret\\\":\\\"s\\\"}\"", """{"a":10.0,"DeviceSecret":"********"}""")]
    [InlineData("\"no JSON, AccessKeySecret=abc\"", "no JSON, AccessKeySecret=********")]
    [InlineData("\"{\\\"a\\\":\\\"\\ud800\\\"}\"", """{\"a\":\"\ud800\"}""")]
    [InlineData("\"half \\ud800\"", "half \\ud800")]
    [InlineData("7", "7")]
    [InlineData("\"\"", "")]
    public void JSON_within_a_text_is_shown_as_JSON_and_any_other_text_as_it_is_without_its_secrets(string json, string shown) =>
        Assert.Equal(shown, RawJson.MaskNested(Parse(json)));

    [Fact]
    public void A_list_of_entries_without_Data_has_another_form_than_documented()
    {
        Assert.Null(new QueryDevicePropertyStatus("pk", "d").Read(Parse("""{"Success":true}"""), ApiReply.Fields));
        Assert.Null(new QueryDeviceDesiredProperty("pk", "d", []).Read(Parse("""{"Data":[]}"""), ApiReply.Fields));
        Assert.Null(new QueryDeviceEventData("pk", "d", null, 1, 2, IsAscending: true).Read(Parse("""{"Data":7}"""), ApiReply.Fields));
    }

    [Fact]
    public void A_page_of_products_may_lack_the_number_of_pages()
    {
        QueryProductList call = new(1);

        Assert.Equal((2, 3L), Count("""{"Data":{"PageCount":3,"List":{"ProductInfo":[{"ProductKey":"a"},{"ProductKey":"b"}]}}}"""));
        Assert.Equal((1, null), Count("""{"Data":[{"ProductKey":"a"}]}"""));
        Assert.Null(call.Read(Parse("""{"Data":{"PageCount":3}}"""), ApiReply.Fields));

        (int, long?) Count(string json)
        {
            QueryProductListReply reply = call.Read(Parse(json), ApiReply.Fields)!;
            return (reply.Products.Count, reply.PageCount);
        }
    }

    [Fact]
    public void A_page_of_devices_of_an_application_is_read_where_its_paging_cannot_be()
    {
        QueryPageByApplyIdReply reply = new QueryPageByApplyId(1, 1).Read(Parse("""{"ApplyDeviceList":[{"DeviceName":"a"}],"PageCount":[]}"""), ApiReply.Fields)!;

        Assert.Equal(("a", 0L), (reply.Devices.Single().Value.DeviceName, reply.Pages));
    }

    /// <summary>A name that is no text makes the fields beside the list unreadable, and takes no entry with it. Nor does a field that is there twice.</summary>
    [Theory]
    [InlineData("\"x\":1", 3L)]
    [InlineData("\"\\ud800\":1", null)]
    [InlineData("\"data\":null", null)]
    public void Entries_are_read_where_their_paging_is_unreadable(string field, long? read)
    {
        QueryProductListReply products = new QueryProductList(1)
            .Read(Parse($$"""{"Data":{"PageCount":3,"List":[{"ProductKey":"a"}]},{{field}}}"""), ApiReply.Fields)!;
        Assert.Equal(("a", read), (products.Products.Single().Value.ProductKey, products.PageCount));

        DeviceHistoryReply history = new QueryDeviceServiceData("pk", "d", null, 1, 2, IsAscending: true)
            .Read(Parse($$"""{"Data":{"NextValid":true,"NextTime":3,"List":[{"Identifier":"a"}]},{{field}}}"""), ApiReply.Fields)!;
        Assert.Equal(("a", read), (history.Entries.Single().Value.Identifier, history.NextPage));
    }

    [Fact]
    public void Devices_of_an_application_are_read_where_nothing_beside_them_can_be()
    {
        QueryPageByApplyIdReply reply = new QueryPageByApplyId(1, 1)
            .Read(Parse("""{"\ud800":1,"PageCount":3,"ApplyDeviceList":[{"DeviceName":"a"}]}"""), ApiReply.Fields)!;

        Assert.Equal(("a", 0L), (reply.Devices.Single().Value.DeviceName, reply.Pages));
    }

    [Fact]
    public void A_documented_product_is_read_whole()
    {
        ProductData product = new QueryProduct("pk").Read(
            Parse("""
                {"Data":{"ProductKey":"pk","ProductName":"Pump","Description":"Pumps","ProductStatus":"RELEASE_STATUS","CategoryKey":"Light","CategoryName":"Lamp",
                "ProtocolType":"modbus","AuthType":"secret","NetType":"WIFI","NodeType":1,"DataFormat":0,"DeviceCount":12,"GmtCreate":1550628969000,"ProductSecret":"Top"}}
                """),
            ApiReply.Fields)!.Data!;

        Assert.Equal(("pk", "Pump", "Pumps", "RELEASE_STATUS"), (product.ProductKey, product.ProductName, product.Description, product.ProductStatus));
        Assert.Equal(("Light", "Lamp"), (product.CategoryKey, product.CategoryName));
        Assert.Equal(("modbus", "secret", "WIFI"), (product.ProtocolType, product.AuthType, product.NetType));
        Assert.Equal((1L, 0L, 12L, 1_550_628_969_000L), (product.NodeType, product.DataFormat, product.DeviceCount, product.GmtCreate));
        Assert.DoesNotContain("Top", product.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_documented_status_of_a_device_is_read_whole()
    {
        DeviceStateData state = new BatchGetDeviceState("pk", ["d"]).Read(
            Parse("""
                {"DeviceStatusList":{"DeviceStatus":[{"DeviceName":"d","IotId":"i1","Status":"ONLINE","AsAddress":"192.0.2.7","LastOnlineTime":"2019-02-20 10:16:09",
                "Timestamp":1550628969000}]}}
                """),
            ApiReply.Fields)!.States.Single().Value;

        Assert.Equal(
            ("d", "i1", "ONLINE", "192.0.2.7", "2019-02-20 10:16:09", new DateTime(2019, 2, 20, 2, 16, 9, DateTimeKind.Utc)),
            (state.DeviceName, state.IotId, state.Status, state.AsAddress, state.LastOnlineTime, state.Timestamp!.Value));
    }

    [Fact]
    public void A_documented_property_is_read_whole()
    {
        PropertyInfo property = new QueryDevicePropertyStatus("pk", "d").Read(
            Parse("""
                {"Data":{"List":{"PropertyStatusInfo":[{"DataType":"double","Identifier":"t","Name":"Temperature","Unit":"C","Value":"21.5","Time":17}]}}}
                """),
            ApiReply.Fields)!.Properties.Single().Value;

        Assert.Equal(("double", "t", "Temperature", "C"), (property.DataType, property.Identifier, property.Name, property.Unit));
        Assert.Equal(("21.5", 17L, null), (property.Value!.Value.GetString(), property.Time, property.Version));
    }

    [Fact]
    public void Documented_entries_of_a_history_are_read_whole()
    {
        HistoryInfo service = Read(
            new QueryDeviceServiceData("pk", "d", null, 1, 2, IsAscending: true),
            """{"Identifier":"s","Name":"Set","Time":"17","InputData":"{\"a\":1}","OutputData":"{\"b\":2}"}""");
        HistoryInfo raised = Read(
            new QueryDeviceEventData("pk", "d", null, 1, 2, IsAscending: true), """{"Identifier":"e","Name":"Alarm","EventType":"alert","Time":18,"OutputData":"{}"}""");
        HistoryInfo value = Read(new QueryDevicePropertyData("pk", "d", "p", 1, 2, IsAscending: true), """{"Time":19,"Value":"7"}""");

        Assert.Equal(("s", "Set", null, 17L), (service.Identifier, service.Name, service.EventType, service.Time));
        Assert.Equal(("""{"a":1}""", """{"b":2}"""), (service.InputData!.Value.GetString(), service.OutputData!.Value.GetString()));
        Assert.Equal(("e", "Alarm", "alert", 18L), (raised.Identifier, raised.Name, raised.EventType, raised.Time));
        Assert.Equal((19L, "7", null), (value.Time, value.Value!.Value.GetString(), value.Identifier));

        static HistoryInfo Read(DeviceHistory call, string entry) =>
            call.Read(Parse($$"""{"Data":{"List":[{{entry}}]} }"""), ApiReply.Fields)!.Entries.Single().Value;
    }

    /// <summary>A reply is only read: what is written, such as a result, has a type of its own, in which secrets are masked.</summary>
    [Fact]
    public void No_reply_is_written_as_JSON()
    {
        PropertyInfo text = new("TEXT", null, null, null, null, null, null);
        PropertyInfo number = new(null, null, null, null, null, 1, null);
        DeviceStateData time = new(null, null, null, null, null, default(DateTime));

        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(text, ApiJson.Default.PropertyInfo));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(number, ApiJson.Default.PropertyInfo));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(time, ApiJson.Default.DeviceStateData));
    }

    [Fact]
    public void Desired_properties_have_their_versions()
    {
        PropertyInfo property = new QueryDeviceDesiredProperty("pk", "d", [])
            .Read(Parse("""{"Data":{"List":{"DesiredPropertyInfo":[{"Identifier":"a","Value":"1","Version":4}]}}}"""), ApiReply.Fields)!.Properties.Single().Value;

        Assert.Equal(("a", 4L, "1"), (property.Identifier, property.Version, property.Value!.Value.GetString()));
    }

    /// <summary>A record prints its members, and JSON may hold a secret.</summary>
    [Fact]
    public void What_a_reply_holds_as_JSON_is_in_no_text_of_it()
    {
        JsonElement secret = Parse("""{"DeviceSecret":"Top"}""");
        object[] replies =
        [
            new PropertyInfo("TEXT", "id-1", "n", null, secret, 1, 2),
            new HistoryInfo("id-1", "n", null, 1, secret, secret, secret),
            new InvokeThingServiceData("id-1", secret),
            new DesiredPropertyData("id-1", secret),
        ];

        Assert.All(replies, static reply => Assert.Equal("id-1", reply.ToString()));
        Assert.All(
            (object[])
            [
                new PropertyInfo("TEXT", null, "n", null, secret, 1, 2), new HistoryInfo(null, "n", null, 1, secret, secret, secret),
                new InvokeThingServiceData(null, secret), new DesiredPropertyData(null, secret),
            ],
            static reply => Assert.Empty(reply.ToString()!));
        Assert.Equal("""{"DeviceSecret":"********"}""", new ApiItem<PropertyInfo>((PropertyInfo)replies[0], secret).Raw);
    }

    [Fact]
    public void No_body_is_no_reply() => Assert.Null(ApiReply.Read<QueryProductReply>(null));

    [Theory]
    [InlineData("""{"DeviceSecret":"s"}""", 1)]
    [InlineData("""{"devicesecret":"s1"}""", 2)]
    [InlineData("""{"DeviceSecret":""}""", null)]
    [InlineData("""{"DeviceSecret":7}""", null)]
    [InlineData("""{"DeviceSecret":null}""", null)]
    [InlineData("""{}""", null)]
    public void A_secret_is_a_text_that_is_not_empty(string json, int? length) => Assert.Equal(length, SecretText.Read(Parse(json), "DeviceSecret")?.Length);

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
