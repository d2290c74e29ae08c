using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Amqp;
using Xunit;

namespace TuyaIot.Simulator.Tests.Messages;

/// <summary>What devices do by scenario, and that the log and the messages agree.</summary>
public sealed class BehaviourTests
{
    private const string Devices = """
        "devices": [
          "good",
          { "deviceName": "broken", "outcome": "failed", "failCode": 100001 },
          { "deviceName": "lost", "outcome": "neverArrived" },
          { "deviceName": "away", "status": "offline" },
          { "deviceName": "new", "status": "inactive" },
          { "deviceName": "silent", "replies": "never" },
          { "deviceName": "twice", "replies": "twice" },
          { "deviceName": "slow", "replyDelay": "90s" }
        ]
        """;

    [Theory]
    [InlineData("good", "200+0", "Executed")]
    [InlineData("broken", "100001+0", "Failed")]
    [InlineData("lost", "", "NeverArrived")]
    [InlineData("away", "9201+0", "NeverArrived")]
    [InlineData("new", "9200+0", "NeverArrived")]
    [InlineData("silent", "", "Executed")]
    [InlineData("twice", "200+0 200+0", "Executed")]
    [InlineData("slow", "200+90", "Executed")]
    public async Task A_device_answers_as_its_scenario_says(string device, string replies, string log)
    {
        using MessageFixture fixture = new(Devices);
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync(device);
        List<Message> messages = await ReadAllAsync(fixture, client);
        fixture.Time.Advance(TimeSpan.FromSeconds(90));
        messages.AddRange(await ReadAllAsync(fixture, client));

        Assert.Equal(replies, string.Join(' ', messages.Select(static message => Describe(message))));
        Assert.Equal(log, fixture.Simulator.GetDevices((_, name) => name == device).Single().Log[^1].Event.ToString());
    }

    [Fact]
    public async Task The_replies_of_a_fleet_agree_with_its_logs()
    {
        using MessageFixture fixture = new("""
            "devices": 400, "failRate": 0.05, "lossRate": 0.05, "offlineRate": 0.05, "silentRate": 0.05, "lateRate": 0.05
            """, "\"seed\": 5");
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator, credit: 500);
        for (int batch = 0; batch < 4; batch++)
        {
            await fixture.InvokeAsync([.. Enumerable.Range((batch * 100) + 1, 100).Select(static i => FormattableString.Invariant($"device{i}"))]);
        }

        List<Message> inTime = await ReadAllAsync(fixture, client);
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        List<Message> late = await ReadAllAsync(fixture, client);
        Dictionary<string, int> codes = inTime.Concat(late).Select(static message => MessageClient.BodyOf(message)).ToDictionary(
            static body => body.GetProperty("deviceName").GetString()!, static body => body.GetProperty("code").GetInt32());
        int silent = 0;
        foreach (SimulatorDevice device in fixture.Simulator.GetDevices())
        {
            bool answered = codes.TryGetValue(device.DeviceName, out int code);
            silent += device.Log[^1].Event == SimulatorLogEvent.Executed && !answered ? 1 : 0;
            Assert.True(device.Log[^1].Event switch
            {
                SimulatorLogEvent.Executed => !answered || code == 200,
                SimulatorLogEvent.Failed => code == 460,
                _ => device.Status == SimulatorDeviceStatus.Offline ? code == 9201 : !answered,
            }, device.DeviceName);
        }

        int offline = codes.Count(static code => code.Value == 9201);
        int failed = codes.Count(static code => code.Value == 460);
        Assert.All([silent, late.Count, offline, failed, 400 - codes.Count - silent], static share => Assert.InRange(share, 8, 35));
    }

    [Fact]
    public async Task A_device_that_restarts_goes_and_comes_back_instead_of_an_answer()
    {
        using MessageFixture fixture = new("\"restartsOn\": \"Set\", \"restartTime\": \"3s\", \"devices\": [ \"d1\" ]");
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d1");
        (string topic, JsonElement offline) = await client.TakeAsync();
        Assert.Equal("/as/mqtt/status/a1BwAGV0001/d1", topic);
        Assert.Equal("offline", offline.GetProperty("status").GetString());
        Assert.Equal("2024-11-19 20:00:00.000", offline.GetProperty("time").GetString());
        Assert.Equal("2024-11-19T12:00:00.000Z", offline.GetProperty("utcTime").GetString());
        Assert.Equal(SimulatorDeviceStatus.Offline, fixture.Simulator.GetDevices().Single().Status);
        fixture.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("online", (await client.TakeAsync()).Body.GetProperty("status").GetString());
        Assert.Equal(SimulatorDeviceStatus.Online, fixture.Simulator.GetDevices().Single().Status);
        Assert.Equal(SimulatorLogEvent.Executed, fixture.Simulator.GetDevices().Single().Log[^1].Event);
        Assert.Empty(await ReadAllAsync(fixture, client));
    }

    [Fact]
    public async Task A_command_with_Qos_1_reaches_its_device_once_it_connects()
    {
        using MessageFixture fixture = new("""
            "devices": [ { "deviceName": "d1", "status": "offline", "onlineAfter": "20s" } ]
            """);
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.CallAsync("SetDeviceProperty", ("DeviceName", "d1"), ("Items", "{\"Level\":3}"), ("Qos", "1"));
        Assert.Empty(await ReadAllAsync(fixture, client));
        fixture.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal("online", (await client.TakeAsync()).Body.GetProperty("status").GetString());
        Assert.Equal(200, (await client.TakeAsync()).Body.GetProperty("code").GetInt32());
        Assert.True((await client.TakeAsync()).Body.GetProperty("items").TryGetProperty("Level", out _));
        SimulatorDevice device = fixture.Simulator.GetDevices().Single();
        Assert.Equal(SimulatorLogEvent.Executed, device.Log[^1].Event);
        Assert.Equal("3", device.Property["Level"]);
    }

    [Fact]
    public async Task Without_reply_messages_properties_are_reported_all_the_same()
    {
        using MessageFixture fixture = new(root: "\"replyMessages\": false");
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.InvokeAsync("d1");
        await fixture.CallAsync("SetDeviceProperty", ("DeviceName", "d1"), ("Items", "{\"Level\":3}"));

        Assert.Equal("/a1BwAGV0001/d1/thing/event/property/post", MessageClient.TopicOf(Assert.Single(await ReadAllAsync(fixture, client))));
    }

    [Fact]
    public async Task A_device_can_answer_and_report_nothing()
    {
        using MessageFixture fixture = new("\"reports\": false");
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.CallAsync("SetDeviceProperty", ("DeviceName", "d1"), ("Items", "{\"Level\":3}"));

        Assert.Equal("200+0", Describe(Assert.Single(await ReadAllAsync(fixture, client))));
        Assert.Empty(fixture.Simulator.GetDevices().Single().Property);
    }

    [Fact]
    public async Task Messages_of_a_scenario_wait_from_the_start_or_come_later()
    {
        using MessageFixture fixture = new("\"devices\": [ \"d1\", \"d2\" ]", """
            "messages": [
              { "productKey": "a1BwAGV0001", "service": "Set", "ago": "24h" },
              { "topic": "/a1BwAGV0001/d1/thing/event/leak/post", "body": { "identifier": "leak" }, "after": "5s" }
            ]
            """);
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        List<Message> yesterday = await ReadAllAsync(fixture, client);
        Assert.Equal(["200+-86400", "200+-86400"], yesterday.Select(static message => Describe(message)));
        fixture.Time.Advance(TimeSpan.FromSeconds(5));

        (string topic, JsonElement body) = await client.TakeAsync();
        Assert.Equal("/a1BwAGV0001/d1/thing/event/leak/post", topic);
        Assert.Equal("leak", body.GetProperty("identifier").GetString());
    }

    [Fact]
    public async Task Lifecycles_are_told_and_a_new_device_comes_with_its_secret()
    {
        using MessageFixture fixture = new("\"activationDelay\": \"1s\"");
        using MessageClient client = await MessageClient.OpenAsync(fixture.Simulator);
        await fixture.CallAsync("RegisterDevice", ("DeviceName", "pump-1"));
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await fixture.CallAsync("DisableThing", ("DeviceName", "pump-1"));
        await fixture.CallAsync("EnableThing", ("DeviceName", "pump-1"));
        await fixture.CallAsync("DeleteDevice", ("DeviceName", "pump-1"));

        List<JsonElement> bodies = [.. (await ReadAllAsync(fixture, client)).Select(static message => MessageClient.BodyOf(message))];
        Assert.Equal(
            ["create", "online", "disable", "offline", "online", "enable", "delete"],
            bodies.Select(static body => (body.TryGetProperty("action", out JsonElement action) ? action : body.GetProperty("status")).GetString()));
        Assert.StartsWith("simulated-secret", bodies[0].GetProperty("deviceSecret").GetString(), StringComparison.Ordinal);
        Assert.All(bodies.Skip(1), static body => Assert.False(body.TryGetProperty("deviceSecret", out _)));
    }

    private static async Task<List<Message>> ReadAllAsync(MessageFixture fixture, MessageClient client)
    {
        List<Message> messages = [];

        // Until the simulator knows that all are settled: with a clock that moves on before, they would come again.
        while (fixture.Simulator.MessageCounts!.Waiting > 0)
        {
            if (await client.TryReceiveAsync() is { } message)
            {
                client.Accept(message);
                messages.Add(message);
            }
        }

        return messages;
    }

    /// <summary>The code, and the seconds from noon to its answer.</summary>
    private static string Describe(Message message)
    {
        JsonElement body = MessageClient.BodyOf(message);
        long seconds = (body.GetProperty("gmtCreate").GetInt64() - Support.SignedRequest.Noon.ToUnixTimeMilliseconds()) / 1_000;
        return FormattableString.Invariant($"{body.GetProperty("code").GetInt32()}+{seconds}");
    }
}
