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
