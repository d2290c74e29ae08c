using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Actions;

/// <summary>Messages of the user's own: the log of a device shows what arrived, and RRpc brings an answer.</summary>
public sealed class MessageTests : IDisposable
{
    private const string Scenario = """
        {
          "products": [
            {
              "productKey": "p1",
              "devices": [
                "pump-1", "pump-2",
                { "deviceName": "off", "status": "offline" },
                { "deviceName": "new", "status": "inactive" },
                { "deviceName": "mute", "reply": "timeout" },
                { "deviceName": "half", "reply": "halfConn" },
                { "deviceName": "odd", "reply": "unknown" },
                { "deviceName": "slow", "delay": "3s" },
                { "deviceName": "talker", "rrpcReply": "ü ready" }
              ]
            }
          ]
        }
        """;

    private static readonly string Hello = Convert.ToBase64String(Encoding.UTF8.GetBytes("hellö"));

    private readonly ActionClient _client = new(Scenario);

    [Fact]
    public async Task A_message_arrives_as_it_was_sent()
    {
        JsonElement reply = await PubAsync("/p1/pump-1/user/get", Hello);

        Assert.All(reply.GetProperty("MessageId").GetString()!, static c => Assert.True(char.IsAsciiDigit(c)));
        Assert.Equal($"Accepted Pub /p1/pump-1/user/get {Hello}, Executed Pub /p1/pump-1/user/get {Hello}", Log("pump-1"));
        Assert.Equal(Hello, _client.Simulator.GetRequests().Single().Parameters.Single(static parameter => parameter.Key == "MessageContent").Value);
    }

    [Theory]
    [InlineData(null, "Accepted NeverArrived")]
    [InlineData("0", "Accepted NeverArrived")]
    [InlineData("1", "Accepted")]
    public async Task Qos_says_whether_a_message_waits_for_its_device(string? qos, string log)
    {
        await PubAsync("/p1/off/user/a/b", Hello, qos);

        Assert.Equal(log, string.Join(' ', _client.Device("off").Log.Select(static entry => entry.Event)));
    }

    [Theory]
    [InlineData("TopicShortName", "get", null, null)]
    [InlineData("TopicTemplateName", "/p1/${deviceName}/user/get", "TopicShortName", "other")]
    public async Task One_message_goes_to_many(string name, string topic, string? otherName, string? other)
    {
        await _client.AskAsync(
            "BatchPub",
            ("ProductKey", "p1"), ("MessageContent", Hello), ("DeviceName.1", "pump-1"), ("DeviceName.2", "pump-2"), (name, topic), (otherName ?? name, other ?? topic));

        Assert.Equal($"Accepted BatchPub /p1/${{deviceName}}/user/get {Hello}, Executed BatchPub /p1/${{deviceName}}/user/get {Hello}", Log("pump-1"));
        Assert.Equal(Log("pump-1"), Log("pump-2"));
    }

    [Theory]
    [InlineData("MissingTopicFullName", "TopicFullName", null)]
    [InlineData("iot.messagebroker.NullTopicName", "TopicFullName", "")]
    [InlineData("iot.messagebroker.InvalidFormattedTopicName", "TopicFullName", "p1/pump-1/user/get")]
    [InlineData("iot.messagebroker.InvalidFormattedTopicName", "TopicFullName", "/p2/pump-1/user/get")]
    [InlineData("iot.messagebroker.InvalidFormattedTopicName", "TopicFullName", "/p1/pump-1/user")]
    [InlineData("iot.messagebroker.InvalidFormattedTopicName", "TopicFullName", "/p1/pump-1/user/#")]
    [InlineData("iot.messagebroker.InvalidFormattedTopicName", "TopicFullName", "/p1/pump-1/thing/get")]
    [InlineData("iot.device.NotExistedDevice", "TopicFullName", "/p1/nobody/user/get")]
    [InlineData("MissingMessageContent", "MessageContent", null)]
    [InlineData("iot.messagebroker.NullMessageContent", "MessageContent", "")]
    [InlineData("iot.messagebroker.MessageContentIsNotBase64Encode", "MessageContent", "hello!")]
    [InlineData("iot.prod.NotExistedProduct", "ProductKey", "p2")]
    [InlineData("InvalidParameter", "Qos", "2")]
    public async Task A_wrong_message_is_refused(string code, string name, string? value)
    {
        RawReply reply = await _client.CallAsync(
            "Pub", ("ProductKey", "p1"), ("TopicFullName", "/p1/pump-1/user/get"), ("MessageContent", Hello), (name, value));

        Assert.Equal((code, false), (reply.Code, reply.Success));
        Assert.Equal("", Log("pump-1"));
    }

    [Theory]
    [InlineData("iot.check.InvalidFormattedParameter", "DeviceName.2", "pump-1")]
    [InlineData("iot.device.NotExistedDevice", "DeviceName.2", "nobody")]
    [InlineData("iot.device.NoneDeviceNameElement", "DeviceName.1", null)]
    [InlineData("MissingTopicShortName", "TopicShortName", null)]
    [InlineData("iot.messagebroker.InvalidFormattedTopicName", "TopicShortName", "a/+")]
    [InlineData("iot.messagebroker.InvalidFormattedTopicName", "TopicTemplateName", "/p1/pump-1/user/get")]
    [InlineData("MissingMessageContent", "MessageContent", null)]
    public async Task A_wrong_message_to_many_is_refused(string code, string name, string? value)
    {
        RawReply reply = await _client.CallAsync(
            "BatchPub", ("ProductKey", "p1"), ("TopicShortName", "get"), ("MessageContent", Hello), ("DeviceName.1", "pump-1"), (name, value));

        Assert.Equal((code, ""), (reply.Code, Log("pump-1")));
    }

    [Theory]
    [InlineData(262_144, 0, "")]
    [InlineData(262_144, 255, "")]
    [InlineData(262_145, 0, "iot.check.InvalidFormattedParameter")]
    public async Task A_message_has_at_most_256_kB(int length, byte value, string code)
    {
        byte[] message = new byte[length];
        Array.Fill(message, value);

        RawReply reply = await _client.CallAsync(
            "Pub", ("ProductKey", "p1"), ("TopicFullName", "/p1/pump-1/user/get"), ("MessageContent", Convert.ToBase64String(message)));

        Assert.Equal(code, reply.Code);
    }

    [Fact]
    public async Task Long_messages_leave_the_log_before_it_fills_the_memory()
    {
        string big = Convert.ToBase64String(new byte[262_144]);
        for (int i = 0; i < 100; i++)
        {
            await PubAsync("/p1/pump-1/user/get", big);
        }

        Assert.InRange(_client.Device("pump-1").Log.Length / 2 * (long)big.Length, 1, 32 * 1_024 * 1_024);
        Assert.InRange(_client.Simulator.GetRequests().Count * (long)big.Length, 1, 32 * 1_024 * 1_024);
        Assert.Equal((100, 100), (_client.Device("pump-1").ExecutionCount, _client.Simulator.RequestCount));
    }

    [Theory]
    [InlineData("pump-1", "SUCCESS", "hellö", 1)]
    [InlineData("talker", "SUCCESS", "ü ready", 1)]
    [InlineData("mute", "TIMEOUT", null, 1)]
    [InlineData("slow", "TIMEOUT", null, 1)]
    [InlineData("half", "HALFCONN", null, 1)]
    [InlineData("odd", "UNKNOWN", null, 1)]
    [InlineData("off", "OFFLINE", null, 0)]
    [InlineData("new", "OFFLINE", null, 0)]
    public async Task A_device_is_asked_and_its_answer_comes_back(string device, string code, string? answer, int executions)
    {
        JsonElement reply = await RRpcAsync(device, ("Timeout", "2000"));

        Assert.Equal(code, reply.GetProperty("RrpcCode").GetString());
        Assert.Equal(answer, reply.TryGetProperty("PayloadBase64Byte", out JsonElement payload) ? Encoding.UTF8.GetString(payload.GetBytesFromBase64()) : null);
        Assert.Equal(executions == 1, reply.TryGetProperty("MessageId", out JsonElement id) && id.GetInt64() > 0);
        Assert.Equal(executions, _client.Device(device).ExecutionCount);
    }

    [Fact]
    public async Task A_slow_device_answers_where_the_timeout_is_longer() =>
        Assert.Equal("SUCCESS", (await RRpcAsync("slow", ("Timeout", "3000"), ("Topic", "/request/reboot"))).GetProperty("RrpcCode").GetString());

    [Theory]
    [InlineData("MissingTimeout", "Timeout", null)]
    [InlineData("iot.messagebroker.InvalidTimeoutValue", "Timeout", "999")]
    [InlineData("iot.messagebroker.InvalidTimeoutValue", "Timeout", "8001")]
    [InlineData("MissingRequestBase64Byte", "RequestBase64Byte", null)]
    [InlineData("iot.messagebroker.MessageContentIsNotBase64Encode", "RequestBase64Byte", "ü")]
    [InlineData("iot.messagebroker.InvalidFormattedTopicName", "Topic", "request")]
    [InlineData("iot.device.NotExistedDevice", "DeviceName", "nobody")]
    public async Task A_wrong_question_is_refused(string code, string name, string? value) => Assert.Equal(
        code,
        (await _client.CallAsync(
            "RRpc", ("ProductKey", "p1"), ("DeviceName", "pump-1"), ("RequestBase64Byte", Hello), ("Timeout", "5000"), (name, value))).Code);

    [Fact]
    public async Task Messages_are_no_services_and_set_no_properties()
    {
        await PubAsync("/p1/pump-1/user/get", Hello);
        await RRpcAsync("pump-1", ("Timeout", "1000"));
        (string, string?)[] query = [("ProductKey", "p1"), ("DeviceName", "pump-1"), ("StartTime", "0"), ("EndTime", "9999999999999"), ("Identifier", null)];

        JsonElement services = await _client.AskAsync("QueryDeviceServiceData", query);
        JsonElement values = await _client.AskAsync("QueryDevicePropertyData", [.. query, ("Identifier", "x")]);

        Assert.All([services, values], static reply =>
            Assert.Equal(0, reply.GetProperty("Data").GetProperty("List").EnumerateObject().Single().Value.GetArrayLength()));
    }

    public void Dispose() => _client.Dispose();

    private Task<JsonElement> PubAsync(string topic, string content, string? qos = null) =>
        _client.AskAsync("Pub", ("ProductKey", "p1"), ("TopicFullName", topic), ("MessageContent", content), ("Qos", qos));

    private Task<JsonElement> RRpcAsync(string device, params (string, string?)[] parameters) =>
        _client.AskAsync("RRpc", [("ProductKey", "p1"), ("DeviceName", device), ("RequestBase64Byte", Hello), .. parameters]);

    private string Log(string device) => string.Join(
        ", ", _client.Device(device).Log.Select(static entry => $"{entry.Event} {entry.Action} {entry.Identifier} {entry.Content}"));
}
