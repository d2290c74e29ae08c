using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Amqp;
using Xunit;

namespace TuyaIot.Simulator.Tests.Messages;

/// <summary>What devices say of commands.</summary>
public sealed class ReplyTests
{
    [Fact]
    public async Task A_device_answers_a_service_with_the_forms_of_the_platform()
    {
        using MessageFixture fixture = new();
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        JsonElement called = (await fixture.CallAsync("InvokeThingService", ("DeviceName", "d1"), ("Identifier", "Set"), ("Args", "{}"))).Json;

        Message message = await client.ReceiveAsync();
        JsonElement body = MessageClient.BodyOf(message);
        long now = fixture.Time.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal("/a1BwAGV0001/d1/thing/downlink/reply/message", MessageClient.TopicOf(message));
        Assert.Equal(now, (long)message.ApplicationProperties["generateTime"]);
        Assert.Equal(message.Properties.MessageId, MessageClient.IdOf(message));
        Assert.Equal(now, body.GetProperty("gmtCreate").GetInt64());
        Assert.Equal("a1BwAGV0001.d1", body.GetProperty("iotId").GetString());
        Assert.Equal("a1BwAGV0001", body.GetProperty("productKey").GetString());
        Assert.Equal("d1", body.GetProperty("deviceName").GetString());
        Assert.Equal(called.GetProperty("Data").GetProperty("MessageId").GetString(), body.GetProperty("requestId").GetRawText());
        Assert.Equal(200, body.GetProperty("code").GetInt32());
        Assert.Equal("/sys/a1BwAGV0001/d1/thing/service/Set_reply", body.GetProperty("topic").GetString());
        Assert.Equal("{}", body.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task A_property_set_is_answered_and_then_reported()
    {
        using MessageFixture fixture = new();
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.CallAsync("SetDevicesProperty", ("DeviceName.1", "d1"), ("Items", "{\"Level\":3}"));

        (string replyTopic, JsonElement reply) = await client.TakeAsync();
        (string reportTopic, JsonElement report) = await client.TakeAsync();
        Assert.Equal("/a1BwAGV0001/d1/thing/downlink/reply/message", replyTopic);
        Assert.Equal("/sys/a1BwAGV0001/d1/thing/service/property/set", reply.GetProperty("topic").GetString());
        Assert.Equal("/a1BwAGV0001/d1/thing/event/property/post", reportTopic);
        JsonElement level = report.GetProperty("items").GetProperty("Level");
        Assert.Equal(3, level.GetProperty("value").GetInt32());
        Assert.Equal(fixture.Time.GetUtcNow().ToUnixTimeMilliseconds(), level.GetProperty("time").GetInt64());
    }

    [Fact]
    public async Task Each_device_of_a_batch_has_its_own_id()
    {
        using MessageFixture fixture = new();
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d1", "d2", "d3");

        JsonElement[] replies = [(await client.TakeAsync()).Body, (await client.TakeAsync()).Body, (await client.TakeAsync()).Body];
        Assert.Equal(3, replies.Select(static reply => reply.GetProperty("requestId").GetInt64()).Distinct().Count());
        Assert.Equal(["d1", "d2", "d3"], replies.Select(static reply => reply.GetProperty("deviceName").GetString()));
    }
}
