using System;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Api;
using TuyaIot.Client.Tests.Support;
using Xunit;

namespace TuyaIot.Client.Tests.Api;

/// <summary>Whatever JSON a reply is, it is read as far as it can be, and never an exception.</summary>
public sealed class ApiReplyTests
{
    private static readonly MethodInfo ReadMethod = typeof(ApiReply).GetMethod(nameof(ApiReply.Read))!;

    private static readonly Type[] ReplyTypes =
        [.. typeof(ApiJson).GetCustomAttributesData().Where(static one => one.AttributeType == typeof(JsonSerializableAttribute)).Select(static one => (Type)one.ConstructorArguments[0].Value!)];

    /// <summary>The fields of every reply, so that values of any kind come where they are read.</summary>
    private static readonly string[] Names =
    [
        .. ReplyTypes.SelectMany(static type => type.GetProperties()).Select(static property => property.Name).Distinct(),
        "data", "List", "DeviceInfo", "DeviceStatusList", "devicename", "\\ud800", "",
    ];

    private static readonly Gen<string> Scalar = Gen.Elements(
        "null", "true", "false", "0", "-1", "10.0", "1e999", "9223372036854775808", "1700000000000", "\"\"", "\"7\"", "\"d1\"", "\"\\ud800\"", "\"\\u0000\"",
        "\"2019-02-20T02:16:09.000Z\"", "\"9999-99-99T99:99:99Z\"", "\"Z\"", "\"2019-02-20 10:16:09\"", "\"Wed, 20-Feb-2019 02:16:09 GMT\"", "\"Secret=abc\"");

    [Fact]
    public void Any_JSON_is_a_reply_to_every_call()
    {
        (string Name, Func<JsonElement, object?> Read)[] readers =
        [
            .. ReplyTypes.Select(static type => (type.Name, (Func<JsonElement, object?>)(json => ReadMethod.MakeGenericMethod(type).Invoke(null, [json])))),
            (nameof(QueryDevice), static json => new QueryDevice("pk1", 1).Read(json, ApiReply.Fields)),
            (nameof(BatchQueryDeviceDetail), static json => new BatchQueryDeviceDetail("pk1", ["d1"]).Read(json, ApiReply.Fields)),
            (nameof(QueryDeviceDetail), static json => new QueryDeviceDetail("pk1", "d1").Read(json, ApiReply.Fields)),
            (nameof(BatchGetDeviceState), static json => new BatchGetDeviceState("pk1", ["d1"]).Read(json, ApiReply.Fields)),
            (nameof(QueryProductList), static json => new QueryProductList(1).Read(json, ApiReply.Fields)),
            (nameof(SecretText), static json => SecretText.Read(json, "DeviceSecret")),
            (nameof(RawJson), static json => RawJson.Mask(json)),
        ];

        Check.One(Texts.Thorough, Prop.ForAll(Json(depth: 4).ToArbitrary(), json =>
        {
            using JsonDocument document = JsonDocument.Parse(json);
            foreach ((string _, Func<JsonElement, object?> read) in readers)
            {
                _ = read(document.RootElement);
            }
        }));
    }

    [Theory]
    [InlineData("""{"Data":{"DeviceInfo":[{"DeviceName":"d1"},{"DeviceName":"d2"}]},"Total":2}""")]
    [InlineData("""{"data":{"deviceInfo":[{"devicename":"d1"},{"DEVICENAME":"d2"}]},"total":"2"}""")]
    [InlineData("""{"Data":[{"DeviceName":"d1"},null,7,{"DeviceName":"d2"}],"Total":2.0}""")]
    [InlineData("""{"Data":{"Page":1,"List":{"Count":2,"DeviceInfo":[{"DeviceName":"d1","New":{}},{"DeviceName":"d2","Nickname":[]}]}}}""")]
    public void A_list_is_found_in_any_form(string json)
    {
        QueryDeviceReply reply = new QueryDevice("pk1", 1).Read(Parse(json), ApiReply.Fields)!;

        Assert.Equal(["d1", "d2"], reply.Devices.Select(static device => device.Value.DeviceName));
    }

    [Theory]
    [InlineData("""{"Success":true}""")]
    [InlineData("""{"Data":"none"}""")]
    [InlineData("""{"Data":{},"Total":1}""")]
    [InlineData("[]")]
    public void A_reply_without_a_list_is_none(string json) => Assert.Null(new QueryDevice("pk1", 1).Read(Parse(json), ApiReply.Fields));

    [Fact]
    public void A_product_without_devices_has_an_empty_list() =>
        Assert.Empty(new QueryDevice("pk1", 1).Read(Parse("""{"Success":true,"Total":0}"""), ApiReply.Fields)!.Devices);

    [Theory]
    [InlineData("\"2019-02-20T02:16:09.000Z\"", "2019-02-20T02:16:09.0000000Z")]
    [InlineData("\"Wed, 20-Feb-2019 02:16:09 GMT\"", "2019-02-20T02:16:09.0000000Z")]
    [InlineData("1550628969000", "2019-02-20T02:16:09.0000000Z")]
    [InlineData("\"1550628969000\"", "2019-02-20T02:16:09.0000000Z")]
    [InlineData("\"2019-02-20 10:16:09\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("9223372036854775807", null)]
    [InlineData("{}", null)]
    public void A_time_is_read_where_it_says_its_zone(string time, string? read) => Assert.Equal(
        read, ApiReply.Read<DeviceData>(Parse($$"""{"UtcCreate":{{time}}}"""))!.UtcCreate?.ToString("o"));

    [Theory]
    [InlineData("token:1")]
    [InlineData("Secret=2")]
    public void A_name_is_not_taken_for_a_secret_and_a_page_token_stays_as_it_is(string text)
    {
        Assert.Equal(text, ApiReply.Read<DeviceData>(Parse($$"""{"DeviceName":"{{text}}"}"""))!.DeviceName);
        Assert.Equal(text, new QueryDevice("pk1", 1).Read(Parse($$"""{"Data":[],"NextToken":"{{text}}"}"""), ApiReply.Fields)!.NextToken);
        Assert.Equal("a\\u001Bb", ApiReply.Read<DeviceData>(Parse("""{"DeviceName":"a\u001Bb"}"""))!.DeviceName);
    }

    [Fact]
    public void A_secret_is_in_no_text_of_a_reply()
    {
        QueryDeviceReply reply = new QueryDevice("pk1", 1).Read(Parse("""{"Data":[{"DeviceName":"d1","DeviceSecret":"Top"}]}"""), ApiReply.Fields)!;

        Assert.DoesNotContain("Top", $"{reply} {reply.Devices[0]} {reply.Devices[0].Value}");
        Assert.Equal(3, SecretText.Read(reply.Devices[0].Json, "DeviceSecret")!.Length);
    }

    private static Gen<string> Json(int depth) => depth == 0 ? Scalar : Gen.OneOf(
        Scalar,
        Gen.ListOf(Json(depth - 1)).Select(static items => $"[{string.Join(",", items)}]"),
        Members(depth),
        Members(depth));

    private static Gen<string> Members(int depth) => Gen.ListOf(
        Gen.Elements(Names).SelectMany(name => Json(depth - 1).Select(value => $"\"{name}\":{value}")))
        .Select(static members => $"{{{string.Join(",", members)}}}");

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
