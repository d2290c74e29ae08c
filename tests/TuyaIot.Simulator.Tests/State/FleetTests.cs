using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.State;

/// <summary>Accepted is not executed: what becomes of a command at each device.</summary>
public sealed class FleetTests
{
    private const string Scenario = """
        {
          "products": [
            {
              "productKey": "a1BwAGV0001",
              "delay": "2s",
              "devices": [
                "online",
                { "deviceName": "offline", "status": "offline" },
                { "deviceName": "inactive", "status": "inactive" },
                { "deviceName": "disabled", "status": "disabled" },
                { "deviceName": "unknown", "status": "unknown" },
                { "deviceName": "broken", "outcome": "failed" },
                { "deviceName": "far", "outcome": "neverArrived", "delay": "5s" }
              ]
            }
          ]
        }
        """;

    [Theory]
    [InlineData("online", "Accepted+0 Executed+2")]
    [InlineData("offline", "Accepted+0 NeverArrived+2")]
    [InlineData("inactive", "Accepted+0 NeverArrived+2")]
    [InlineData("disabled", "Accepted+0 NeverArrived+2")]
    [InlineData("broken", "Accepted+0 Failed+2")]
    [InlineData("far", "Accepted+0 NeverArrived+5")]
    public async Task A_log_tells_what_became_of_a_command_and_when(string device, string expected)
    {
        FakeTime time = new();
        using IotSimulator simulator = Start(time);
        using RawClient client = new(simulator);
        Assert.True((await client.GetAsync(SignedRequest.Invoke("online", "offline", "inactive", "disabled", "broken", "far").Sign())).Success);

        Assert.Equal("Accepted+0", Log(simulator, device));
        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal("Accepted+0", Log(simulator, device));
        time.Advance(TimeSpan.FromSeconds(3.1));
        Assert.Equal(expected, Log(simulator, device));
    }

    [Fact]
    public async Task A_command_that_is_kept_waits_for_its_device()
    {
        FakeTime time = new();
        using IotSimulator simulator = Start(time);
        using RawClient client = new(simulator);
        Assert.True((await client.GetAsync(SignedRequest.Invoke("offline", "online").With("Qos", "1").Sign())).Success);
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("Accepted+0", Log(simulator, "offline"));
        Assert.Equal("Accepted+0 Executed+2", Log(simulator, "online"));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("nobody")]
    public async Task One_device_that_does_not_exist_has_the_whole_batch_refused(string device)
    {
        using IotSimulator simulator = Start(new FakeTime());
        using RawClient client = new(simulator);

        RawReply reply = await client.GetAsync(SignedRequest.Invoke("online", device).Sign());

        Assert.Equal((200, "iot.device.NotExistedDevice"), (reply.Status, reply.Code));
        Assert.All(simulator.GetDevices(), static known => Assert.Equal((0, 0), (known.ExecutionCount, known.Log.Length)));
    }

    [Fact]
    public async Task Shares_of_commands_fail_or_get_lost_and_the_same_ones_again()
    {
        const string Lossy = """{ "seed": 5, "products": [ { "productKey": "a1BwAGV0001", "failRate": 0.2, "lossRate": 0.3 } ] }""";
        string[] devices = [.. Enumerable.Range(1, 100).Select(static n => $"d{n}")];
        List<string> runs = [];
        for (int run = 0; run < 2; run++)
        {
            using IotSimulator simulator = TestSimulator.Start(static options => options.Scenario = SimulatorScenario.Parse(Lossy));
            using RawClient client = new(simulator);
            Assert.True((await client.GetAsync(SignedRequest.Invoke(devices).Sign())).Success);
            runs.Add(string.Concat(simulator.GetDevices().Select(static device => device.Log[1].Event.ToString()[0])));
        }

        Assert.Equal(runs[0], runs[1]);
        Assert.InRange(runs[0].Count(static c => c == 'F'), 8, 35);
        Assert.InRange(runs[0].Count(static c => c == 'N'), 15, 45);
    }

    [Theory]
    [InlineData("device3", "")]
    [InlineData("device4", "iot.device.NotExistedDevice")]
    public async Task A_number_of_devices_makes_their_names(string device, string code)
    {
        using IotSimulator simulator = TestSimulator.Start(static options => options.DeviceCount = 3);
        using RawClient client = new(simulator);

        Assert.Equal(code, (await client.GetAsync(SignedRequest.Invoke(device).Sign())).Code);
    }

    [Fact]
    public async Task Every_execution_of_many_devices_is_counted_though_log_and_record_have_wrapped()
    {
        using IotSimulator simulator = TestSimulator.Start(static options => (options.LogCapacity, options.RecordCapacity) = (3, 2));
        using RawClient client = new(simulator);
        string[] names = [.. Enumerable.Range(0, 2_500).Select(static n => n.ToString("x8", CultureInfo.InvariantCulture) + (n % 7 == 0 ? "ü泵" : ""))];
        foreach (string[] batch in names.Chunk(100).Append([names[1], names[1], names[2_499]]))
        {
            Assert.True((await client.PostAsync(SignedRequest.Invoke(batch).Sign("POST"))).Success);
        }

        Dictionary<string, int> counts = simulator.GetExecutionCounts().ToDictionary(static count => count.DeviceName, static count => count.Count);
        Assert.Equal(names, counts.Keys);
        Assert.Equal((3, 2), (counts[names[1]], counts[names[2_499]]));
        Assert.All(names.Except([names[1], names[2_499]]), name => Assert.Equal(1, counts[name]));
        Assert.Equal((26, 2_503), (simulator.RequestCount, simulator.DeviceCount));
        Assert.Equal([25, 26], simulator.GetRequests().Select(static request => request.Number));
        Assert.Equal((3, 4), (Device(simulator, names[1]).ExecutionCount, Device(simulator, names[1]).Log.Length));
    }

    [Fact]
    public async Task The_record_says_what_came_and_hides_the_signature()
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient first = new(simulator);
        using RawClient second = new(simulator);
        await first.GetAsync(SignedRequest.Invoke("a", "b").Sign());
        await second.PostAsync(SignedRequest.Invoke("c").Sign("POST"));

        IReadOnlyList<SimulatorRequest> requests = simulator.GetRequests();

        Assert.Equal([(1L, "GET"), (2L, "POST")], requests.Select(static request => (request.Connection, request.Method)));
        Assert.Equal(["Accepted", "Accepted"], requests.Select(static request => request.Verdict));
        Assert.Equal(SignedRequest.Noon, requests[0].Time);
        Assert.Equal(["a", "b"], requests[0].DeviceName);
        Assert.Equal(
            ["AccessKeyId", "Action", "Args", "DeviceName.1", "DeviceName.2", "Identifier", "ProductKey", "SignatureMethod", "SignatureNonce", "Timestamp"],
            requests[0].Parameters.Select(static parameter => parameter.Key));
        Assert.DoesNotContain("simulator", simulator.ToString(), StringComparison.Ordinal);
    }

    private static IotSimulator Start(FakeTime time) => TestSimulator.Start(options =>
    {
        time.Apply(options);
        options.Scenario = SimulatorScenario.Parse(Scenario);
    });

    private static SimulatorDevice Device(IotSimulator simulator, string name) =>
        simulator.GetDevices((_, device) => device == name).Single();

    private static string Log(IotSimulator simulator, string device) => string.Join(
        ' ',
        Device(simulator, device).Log.Select(static entry => $"{entry.Event}+{(entry.Time - SignedRequest.Noon).TotalSeconds}"));
}
