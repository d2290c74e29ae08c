using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Messages;
using Xunit;

namespace TuyaIot.Client.Tests.Messages;

public sealed class MessageParserTests
{
    private const string PropertyTopic = "/k1/d1/thing/event/property/post";
    private const string ReplyTopic = "/k1/d1/thing/downlink/reply/message";

    private static readonly DateTimeOffset Moment = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

    private static readonly string[] Topics =
    [
        PropertyTopic, ReplyTopic, "/k1/d1/thing/event/leak/post", "/k1/d1/thing/event/leak/history/post", "/as/mqtt/status/k1/d1", "/k1/d1/thing/lifecycle",
        "/k1/d1/thing/topo/lifecycle", "/k1/d1/thing/list/found", "/k1/d1/ota/upgrade", "/k1/p/7/ota/job/status", "/k1/d1/user/x", string.Empty,
    ];

    [Theory]
    [InlineData("/k1/d1/thing/event/property/post", "Property", "d1", """{"items":{}}""")]
    [InlineData("/k1/d1/thing/event/property/history/post", "Property", "d1", """{"items":[]}""")]
    [InlineData("/sys/k1/d1/thing/event/property/history/post", "Property", "d1", """{"items":{}}""")]
    [InlineData("/k1/d1/thing/event/property/batch/post", "Property", "d1", """{"items":{}}""")]
    [InlineData("/k1/d1/thing/event/leak/post", "Event", "d1", "{}")]
    [InlineData("/k1/d1/thing/event/m:leak/history/post", "Event", "d1", "{}")]
    [InlineData("/as/mqtt/status/k1/d1", "Status", "d1", """{"status":"online"}""")]
    [InlineData("/k1/d1/thing/lifecycle", "Lifecycle", "d1", """{"action":"create"}""")]
    [InlineData("/k1/d1/thing/topo/lifecycle", "Topology", "d1", """{"action":"add"}""")]
    [InlineData("/k1/d1/thing/list/found", "Topology", "d1", "{}")]
    [InlineData("/k1/d1/thing/downlink/reply/message", "Reply", "d1", """{"code":200}""")]
    [InlineData("/k1/d1/ota/upgrade", "Ota", "d1", """{"status":"SUCCEEDED"}""")]
    [InlineData("/k1/d1/ota/progress/post", "Ota", "d1", "{}")]
    [InlineData("/k1/d1/ota/version/post", "Ota", "d1", "{}")]
    [InlineData("/k1/package/77/ota/job/status", "Ota", null, "{}")]
    [InlineData("/k1/d1/user/update", "Custom", "d1", "no JSON")]
    [InlineData("/k1/d1/user/ota/thing", "Custom", "d1", "")]
    [InlineData("/k1/d1/thing/of/tomorrow", "Custom", "d1", "")]
    [InlineData("/something/else", "Custom", null, "")]
    [InlineData("/k1/d1/thing/event/property", "Custom", "d1", "")]
    [InlineData("/k1/d1/thing/event/leak", "Custom", "d1", "")]
    [InlineData("/k1/d1/thing/downlink/other", "Custom", "d1", "")]
    [InlineData("/k1/d1/thing/downlink", "Custom", "d1", "")]
    [InlineData("/k1/d1/thing", "Custom", null, "")]
    [InlineData("/k1/d1/ota", "Custom", null, "")]
    [InlineData("/k1/p/7/ota", "Custom", null, "")]
    [InlineData("/k1/p/7/ota/other", "Custom", null, "")]
    [InlineData("/k1/p/7/other/job", "Custom", null, "")]
    [InlineData("/as/mqtt/status/k1", "Custom", null, "")]
    [InlineData("/as/mqtt/status/k1/d1/x", "Custom", null, "")]
    [InlineData("/as/mqtt/other/k1/d1", "Custom", null, "")]
    [InlineData("/as/other/status/k1/d1", "Custom", null, "")]
    [InlineData("/other/mqtt/status/k1/d1", "Custom", null, "")]
    [InlineData("/sys", "Custom", null, "")]
    [InlineData("", "Custom", null, "")]
    public void A_topic_says_what_its_message_is(string topic, string kind, string? device, string body)
    {
        DeviceMessage message = Parse(topic, body);

        Assert.IsNotType<UnreadableMessage>(message);
        Assert.Equal(kind, message.Kind.ToString());
        Assert.Equal(device, message.DeviceName);
        Assert.Equal(device is null && kind == "Custom" ? null : "k1", message.ProductKey);
        Assert.Equal(topic, message.Topic);
    }

    [Fact]
    public void A_report_has_its_properties_with_their_times()
    {
        PropertyMessage message = Assert.IsType<PropertyMessage>(Parse(
            PropertyTopic, """{"iotId":"i1","ITEMS":{"m:level":{"value":7.50,"time":1700000000123},"mode":{"Value":"on","Time":"1700000000123"},"bare":true}}"""));

        Assert.Equal("i1", message.IotId);
        Assert.False(message.IsHistory);
        Assert.Equal(
            [("m:level", "7.50", Moment), ("mode", "\"on\"", Moment), ("bare", "true", null)],
            message.Items.Select(static item => (item.Identifier, item.Value.GetRawText(), item.Time)));
    }

    [Theory]
    [InlineData("""{"items":{"a":[{"value":1,"time":1700000000123},{"value":2}]}}""")]
    [InlineData("""{"items":[{"a":{"value":1,"time":1700000000123}},{"a":{"value":2}},5]}""")]
    public void Reports_of_the_past_are_lists(string body)
    {
        PropertyMessage message = Assert.IsType<PropertyMessage>(Parse("/k1/d1/thing/event/property/history/post", body));

        Assert.True(message.IsHistory);
        Assert.Equal([("a", "1", Moment), ("a", "2", null)], message.Items.Select(static item => (item.Identifier, item.Value.GetRawText(), item.Time)));
    }

    [Fact]
    public void An_event_has_its_output()
    {
        EventMessage message = Assert.IsType<EventMessage>(Parse(
            "/k1/d1/thing/event/leak/history/post", """{"name":"Leak","type":"alert","value":{"depth":3},"time":1700000000123}"""));

        Assert.Equal(("leak", "alert", Moment), (message.Identifier, message.EventType, message.Time));
        Assert.Equal("""{"depth":3}""", message.Data?.GetRawText());
        Assert.True(message.IsHistory);
    }

    [Theory]
    [InlineData("""{"requestId":300511751,"code":200,"message":"success","topic":"/sys/k1/d1/thing/service/x","data":{"a":1},"gmtCreate":1700000000123}""")]
    [InlineData("""{"RequestID":"300511751","Code":"200","Message":"success","Topic":"/sys/k1/d1/thing/service/x","Data":{"a":1},"GmtCreate":"1700000000123"}""")]
    public void A_reply_has_its_code_and_the_id_of_the_command(string body)
    {
        ReplyMessage message = Assert.IsType<ReplyMessage>(Parse(ReplyTopic, body));

        Assert.Equal(("300511751", 200, "success"), (message.RequestId, message.Code, message.Text));
        Assert.Equal("/sys/k1/d1/thing/service/x", message.CommandTopic);
        Assert.Equal("""{"a":1}""", message.Data?.GetRawText());
        Assert.Equal(Moment, message.AnsweredAt);
        Assert.Equal(Moment, message.GeneratedAt);
    }

    /// <summary>The time without a zone is not guessed.</summary>
    [Theory]
    [InlineData("""{"status":"Online","time":"2023-11-15 06:13:20.123","utcTime":"2023-11-14T22:13:20.123Z"}""", true)]
    [InlineData("""{"status":"online","time":"2023-11-15 06:13:20.123"}""", false)]
    public void A_status_has_the_time_of_the_change(string body, bool hasTime)
    {
        StatusMessage message = Assert.IsType<StatusMessage>(Parse("/as/mqtt/status/k1/d1", body));

        Assert.Equal("online", message.Status);
        Assert.Equal(hasTime ? Moment : null, message.ChangedAt);
    }

    [Theory]
    [InlineData("/k1/d1/thing/lifecycle", """{"action":"delete","messageCreateTime":1700000000123}""", "delete")]
    [InlineData("/k1/d1/thing/list/found", """{"gwDeviceName":"other","devices":[]}""", "found")]
    [InlineData("/k1/d1/ota/upgrade", """{"status":"FAILED"}""", "FAILED")]
    public void An_action_is_named(string topic, string body, string action) =>
        Assert.Equal(action, Assert.IsType<ActionMessage>(Parse(topic, body)).Action);

    /// <summary>A device writes its own custom messages, and could name another one in them.</summary>
    [Fact]
    public void Only_the_topic_of_a_custom_message_says_whose_it_is()
    {
        DeviceMessage message = Parse("/k1/d1/user/x", """{"deviceName":"d2","productKey":"k2","iotId":"i2","gmtCreate":1700000000123}""");

        Assert.Equal(("k1", "d1", null, null), (message.ProductKey, message.DeviceName, message.IotId, message.GeneratedAt));
        Assert.Equal("d2", message.Body?.GetProperty("deviceName").GetString());
    }

    /// <summary>The topic of an upgrade job names no device.</summary>
    [Theory]
    [InlineData("""{"deviceName":"d7","iotId":"i7","gwDeviceName":"gateway","gwIotId":"i8"}""", "d7", "i7")]
    [InlineData("""{"deviceName":null,"iotId":null,"gwDeviceName":"gateway","gwIotId":"i8"}""", "gateway", "i8")]
    [InlineData("""{"deviceName":{},"iotId":[],"gwDeviceName":7}""", "7", null)]
    [InlineData("{}", null, null)]
    public void A_device_that_the_topic_does_not_name_is_named_by_the_body(string body, string? device, string? iotId)
    {
        DeviceMessage message = Parse("/k1/package/77/ota/job/status", body);

        Assert.Equal(("k1", device, iotId), (message.ProductKey, message.DeviceName, message.IotId));
    }

    [Fact]
    public void The_body_of_an_event_may_name_it_in_another_way_than_its_topic()
    {
        EventMessage message = Assert.IsType<EventMessage>(Parse("/k1/d1/thing/event/leak/post", """{"identifier":"m:leak"}"""));

        Assert.Equal("m:leak", message.Identifier);
    }

    /// <summary>Properties of a message may be of any type, or be missing.</summary>
    [Fact]
    public void What_stands_beside_a_body_may_be_bytes_or_numbers_or_nothing()
    {
        DeviceMessage bytes = MessageParser.Parse(Encoding.UTF8.GetBytes("/k1/d1/user/\u200Bx"), 77L, null, default);
        DeviceMessage nothing = MessageParser.Parse(null, null, null, default);

        Assert.Equal(("/k1/d1/user/\\u200Bx", "77"), (bytes.Topic, bytes.MessageId));
        Assert.Equal((MessageKind.Custom, string.Empty, null, null), (nothing.Kind, nothing.Topic, nothing.MessageId, nothing.GeneratedAt));
    }

    [Theory]
    [InlineData(PropertyTopic, "", "it is not JSON")]
    [InlineData(PropertyTopic, "{\"items\":{}", "it is not JSON")]
    [InlineData(PropertyTopic, "{\"items\":{}} x", "it is not JSON")]
    [InlineData(PropertyTopic, "[]", "it is not a JSON object")]
    [InlineData(PropertyTopic, "{}", "it has no items")]
    [InlineData(PropertyTopic, "{\"items\":7}", "it has no items")]
    [InlineData(PropertyTopic, "{\"items\":{}}{}", "it is not JSON")]
    [InlineData(ReplyTopic, "{}", "it has no code")]
    [InlineData(ReplyTopic, "{\"code\":null}", "it has no code")]
    [InlineData(ReplyTopic, "{\"code\":{}}", "it has no code")]
    [InlineData(ReplyTopic, "{\"code\":1.5}", "it has no code")]
    [InlineData(ReplyTopic, "{\"code\":\"fine\"}", "it has no code")]
    [InlineData(ReplyTopic, "{\"code\":4294967296}", "it has no code")]
    [InlineData("/as/mqtt/status/k1/d1", "{\"status\":{}}", "it has no status")]
    [InlineData("/k1/d1/thing/lifecycle", "{}", "it has no action")]
    public void What_is_wrong_with_a_body_is_said(string topic, string body, string reason)
    {
        UnreadableMessage message = Assert.IsType<UnreadableMessage>(Parse(topic, body));

        Assert.Equal(reason, message.Reason);
        Assert.Equal(("k1", "d1", "m1"), (message.ProductKey, message.DeviceName, message.MessageId));
        Assert.Equal(body, Encoding.UTF8.GetString(message.Content.ToArray()));
    }

    public static TheoryData<object?, bool> Times => new()
    {
        { 1_700_000_000_123L, true },
        { 1_700_000_000_123UL, true },
        { "1700000000123", true },
        { Moment.UtcDateTime, true },
        { "soon", false },
        { -1L, false },
        { ulong.MaxValue, false },
        { DateTime.MinValue, true },
        { null, false },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public void The_time_of_a_message_is_a_number_or_a_text(object? generateTime, bool isTime)
    {
        DeviceMessage message = MessageParser.Parse("/k1/d1/user/x", "m1", generateTime, default);

        Assert.Equal(isTime, message.GeneratedAt is not null);
        Assert.True(message.GeneratedAt is null || generateTime is DateTime || message.GeneratedAt == Moment);
    }

    [Fact]
    public void Texts_that_JSON_cannot_hold_are_written_out()
    {
        byte[] latin = [.. "{\"code\":1,\"message\":\"\\ud800 "u8, 0xE9, .. "\"}"u8];
        ReplyMessage message = Assert.IsType<ReplyMessage>(MessageParser.Parse(ReplyTopic, null, null, latin));

        Assert.Equal("\\ud800 \uFFFD", message.Text);
        Assert.Equal(latin, message.Content.ToArray());
    }

    [Fact]
    public void A_byte_order_mark_is_left_out() => Assert.IsType<ReplyMessage>(Parse(ReplyTopic, "\uFEFF{\"code\":1}"));

    [Fact]
    public void The_secret_of_a_new_device_is_in_no_text()
    {
        DeviceMessage message = Parse("/k1/d1/thing/lifecycle", """{"action":"create","deviceSecret":"verysecret"}""");

        Assert.DoesNotContain("verysecret", message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_bytes_and_no_topic_are_too_much() => Check.One(
        Texts.Thorough,
        Prop.ForAll(
            Gen.OneOf(Gen.Elements(Topics), Texts.Any.Generator).ToArbitrary(),
            Gen.Choose(0, 255).Select(static value => (byte)value).ArrayOf().ToArbitrary(),
            Texts.Any,
            static (topic, bytes, text) =>
            {
                string quoted = JsonSerializer.Serialize(text);
                DeviceMessage wild = MessageParser.Parse(topic, bytes, text, bytes);
                DeviceMessage tame = Parse(topic, $$"""{ {{quoted}}:{{quoted}},"items":{ {{quoted}}:{{quoted}} },"code":{{quoted}},"status":{{quoted}},"topic":{{quoted}} }""");
                return wild.Topic is not null && tame.Body is not null;
            }));

    private static DeviceMessage Parse(string topic, string body) => MessageParser.Parse(topic, "m1", null, Encoding.UTF8.GetBytes(body));
}
