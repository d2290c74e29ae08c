using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Messages;
using TuyaIot.Replies;
using TuyaIot.Results;
using Xunit;

namespace TuyaIot.Fuzz.Tests.Targets;

/// <summary>A pushed message: a line with its topic, id and time, and its body.</summary>
internal sealed class MessageTarget : FuzzTarget
{
    public const string Folder = "message";

    public override string Name => Folder;

    public override IReadOnlyList<byte[]> Samples { get; } =
    [
        Message("/pk1/d1/thing/event/property/post", """{"iotId":"i1","productKey":"pk1","deviceName":"d1","gmtCreate":1700000000000,"items":{"level":{"value":10.0,"time":1700000000001},"s":{"value":{"a":[1,"x"]},"time":"1700000000001"}}}"""),
        Message("/pk1/d1/thing/event/property/history/post", """{"items":[{"level":[{"value":1,"time":1700000000000},{"value":2,"time":1700000000001}]}],"productKey":"pk1"}"""),
        Message("/pk1/d1/thing/event/leak/post", """{"identifier":"leak","type":"alert","name":"Leak","time":1700000000000,"iotId":"i1","value":{"at":"1700000000000"}}"""),
        Message("/as/mqtt/status/pk1/d1", """{"status":"online","iotId":"i1","lastTime":"2024-11-19 10:15:00.000","utcLastTime":"2024-11-19T02:15:00.000Z","utcTime":"2024-11-19T02:15:00.000Z","time":"2024-11-19 10:15:00.000","clientIp":"10.0.0.1"}"""),
        Message("/pk1/d1/thing/downlink/reply/message", """{"gmtCreate":1700000000000,"requestId":"1234","code":200,"message":"success","topic":"/sys/pk1/d1/thing/service/Set","data":{"a":1},"deviceName":"d1","iotId":"i1"}"""),
        Message("/pk1/d1/thing/lifecycle", """{"action":"create","iotId":"i1","deviceName":"d1","deviceSecret":"s","messageCreateTime":1700000000000}"""),
        Message("/pk1/d1/thing/topo/lifecycle", """{"action":"add","gwIotId":"g","gwProductKey":"pk1","gwDeviceName":"d1","devices":[{"iotId":"i2"}]}"""),
        Message("/pk1/d1/ota/upgrade", """{"iotId":"i1","status":"SUCCEEDED","srcVersion":"1","destVersion":"2"}"""),
        Message("/pk1/d1/user/get", "any \u0000 bytes"),
    ];

    protected override IReadOnlyList<string> Words =>
    [
        "\"items\"", "\"value\"", "\"time\"", "\"status\"", "\"code\"", "\"action\"", "\"iotId\"", "\"identifier\"", "\"gmtCreate\"", "\"utcTime\"", "\"requestId\"", "\"message\"", "\"deviceSecret\"",
        "/sys/pk1/d1/", "thing/event/property/post", "thing/event/x/history/post", "thing/downlink/reply/message", "as/mqtt/status/pk1/d1", "thing/list/found", "thing/topo", "ota/job/a/b", "user/", "/", "|",
        "Signature=", "token:", new string('/', 3_000), new string('a', 5_000),
    ];

    public override bool Read(byte[] input)
    {
        (string[] head, ReadOnlyMemory<byte> content) = Split(input);
        DeviceMessage message = MessageParser.Parse(head[0], head.ElementAtOrDefault(1), ValueOf(head.ElementAtOrDefault(2)), content);
        Assert.True(Enum.IsDefined(message.Kind));
        Assert.True(message.Content.Span.SequenceEqual(content.Span));
        Assert.Equal(LogSanitizer.MakeVisible(message.Topic), message.Topic);
        Assert.NotEmpty(message.ToString());
        if (message.Body is JsonElement body)
        {
            Assert.NotEmpty(RawJson.Mask(body));
            _ = JsonValue.Read(body);
        }

        switch (message)
        {
            case UnreadableMessage unreadable:
                Assert.NotEmpty(unreadable.Reason);
                return false;
            case PropertyMessage properties:
                Assert.All(properties.Items, static item => _ = JsonValue.ToText(item.Value) + item.Identifier + item.Time);
                break;
            case EventMessage { Data: JsonElement data }:
                _ = JsonValue.Parse(JsonValue.ToText(data));
                break;
            case ReplyMessage { Data: JsonElement data } reply:
                Assert.NotNull(reply.Code);
                _ = JsonValue.Parse(JsonValue.ToText(data));
                break;
        }

        return true;
    }

    public override long MaxAllocated(byte[] input) => 200_000 + (500L * input.Length);

    private static (string[] Head, ReadOnlyMemory<byte> Content) Split(byte[] input)
    {
        int end = Array.IndexOf(input, (byte)'\n') is >= 0 and int found ? found : 0;
        return (Encoding.UTF8.GetString(input, 0, end).Split('|'), input.AsMemory(Math.Min(input.Length, end + 1)));
    }

    /// <summary>An application property may be of any of AMQP's types.</summary>
    private static object? ValueOf(string? text) => text switch
    {
        null or "" => null,
        ['d', ..] => DateTime.TryParse(text.AsSpan(1), CultureInfo.InvariantCulture, out DateTime time) ? time : DateTime.MinValue,
        ['b', ..] => Encoding.UTF8.GetBytes(text),
        _ => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : text,
    };

    private static byte[] Message(string topic, string body) => Utf8($"{topic}|1700000000000000001|1700000000000\n{body}");
}
