using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Actions;

/// <summary>A service of one device: what a synchronous one replies, and what comes of a device that does not answer.</summary>
public sealed class ServiceTests : IDisposable
{
    private const string Scenario = """
        {
          "products": [
            {
              "productKey": "p1",
              "thingModel": {
                "services": [
                  {
                    "identifier": "Read",
                    "callType": "SYNC",
                    "inputParams": [ { "identifier": "n", "dataType": "INT" } ],
                    "outputParams": [
                      { "identifier": "n", "dataType": "INT" }, { "identifier": "level", "dataType": "DOUBLE" },
                      { "identifier": "note", "dataType": "TEXT" }, { "identifier": "done", "dataType": "BOOL" }
                    ]
                  },
                  { "identifier": "Look", "callType": "sync", "inputData": [], "outputData": [ { "identifier": "at", "dataType": { "type": "date" } } ] },
                  { "identifier": "Reset", "callType": "ASYNC", "inputParams": [], "outputParams": [] }
                ]
              },
              "devices": [
                "good",
                { "deviceName": "mute", "reply": "timeout" },
                { "deviceName": "half", "reply": "halfConn" },
                { "deviceName": "odd", "reply": "unknown" },
                { "deviceName": "slow", "delay": "9s" },
                { "deviceName": "lost", "outcome": "neverArrived" },
                { "deviceName": "broken", "outcome": "failed" },
                { "deviceName": "off", "status": "offline" },
                { "deviceName": "disabled", "status": "disabled" }
              ]
            }
          ]
        }
        """;

    private readonly ActionClient _client = new(Scenario);

    [Theory]
    [InlineData("Read", """{"n":7}""", """{"n":7,"level":0.0,"note":"","done":0}""")]
    [InlineData("Read", """{}""", """{"n":0,"level":0.0,"note":"","done":0}""")]
    [InlineData("testFb:Look", """{}""", """{"at":"0"}""")]
    [InlineData("Reset", """{}""", null)]
    public async Task A_synchronous_service_replies_with_its_outputs(string service, string args, string? result)
    {
        JsonElement data = (await InvokeAsync("good", service, args)).Json.GetProperty("Data");

        Assert.Equal(result, data.TryGetProperty("Result", out JsonElement text) ? text.GetString() : null);
        Assert.All(data.GetProperty("MessageId").GetString()!, static c => Assert.True(char.IsAsciiDigit(c)));
    }

    [Theory]
    [InlineData("mute", "iot.messagebroker.TIMEOUT", 1)]
    [InlineData("slow", "iot.messagebroker.TIMEOUT", 1)]
    [InlineData("lost", "iot.messagebroker.TIMEOUT", 1)]
    [InlineData("half", "iot.messagebroker.HALFCONN", 1)]
    [InlineData("odd", "iot.messagebroker.RrpcFailed", 1)]
    [InlineData("broken", "iot.device.InvokeThingServiceFailed", 1)]
    [InlineData("off", "iot.messagebroker.OFFLINE", 0)]
    [InlineData("disabled", "iot.device.InvokeThingServiceFailed", 0)]
    public async Task A_device_that_does_not_answer_has_a_code_though_the_command_was_sent(string device, string code, int executions)
    {
        RawReply reply = await InvokeAsync(device, "Read", "{}");

        Assert.Equal((200, code), (reply.Status, reply.Code));
        Assert.Equal(executions, _client.Device(device).ExecutionCount);
    }

    [Theory]
    [InlineData("mute", "Accepted Executed")]
    [InlineData("slow", "Accepted Executed")]
    [InlineData("broken", "Accepted Failed")]
    public async Task An_asynchronous_service_waits_for_no_answer(string device, string log)
    {
        Assert.True((await InvokeAsync(device, "Reset", "{}")).Success);
        _client.Time.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal(log, string.Join(' ', _client.Device(device).Log.Select(static entry => entry.Event)));
    }

    [Fact]
    public async Task Each_message_has_an_id_of_its_own()
    {
        string?[] ids = [await IdAsync(), await IdAsync()];

        Assert.NotEqual(ids[0], ids[1]);

        async Task<string?> IdAsync() => (await InvokeAsync("good", "Reset", "{}")).Json.GetProperty("Data").GetProperty("MessageId").GetString();
    }

    public void Dispose() => _client.Dispose();

    private Task<RawReply> InvokeAsync(string device, string service, string args) =>
        _client.CallAsync("InvokeThingService", ("ProductKey", "p1"), ("DeviceName", device), ("Identifier", service), ("Args", args));
}
