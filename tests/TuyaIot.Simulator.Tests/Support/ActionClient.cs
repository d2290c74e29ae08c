using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace TuyaIot.Simulator.Tests.Support;

/// <summary>A simulator, with a scenario or open, a clock that the test moves, and one connection that calls actions by POST.</summary>
internal sealed class ActionClient : IDisposable
{
    private readonly RawClient _client;

    internal ActionClient(string? scenario = null, Action<SimulatorOptions>? configure = null)
    {
        Simulator = TestSimulator.Start(options =>
        {
            Time.Apply(options);
            options.Scenario = scenario is null ? null : SimulatorScenario.Parse(scenario);
            configure?.Invoke(options);
        });
        _client = new RawClient(Simulator);
    }

    internal IotSimulator Simulator { get; }

    internal FakeTime Time { get; } = new();

    internal Task<RawReply> CallAsync(string action, params (string Name, string? Value)[] parameters)
    {
        SignedRequest call = SignedRequest.Of(action).At(Time.Now);
        foreach ((string name, string? value) in parameters)
        {
            call.With(name, value);
        }

        return _client.PostAsync(call.Sign("POST"));
    }

    /// <summary>The reply of a call that must succeed.</summary>
    internal async Task<JsonElement> AskAsync(string action, params (string Name, string? Value)[] parameters)
    {
        RawReply reply = await CallAsync(action, parameters);
        Assert.True(reply.Success, reply.Body);
        return reply.Json;
    }

    /// <summary>The member Data of the reply of a call that must succeed.</summary>
    internal async Task<JsonElement> DataAsync(string action, params (string Name, string? Value)[] parameters) =>
        (await AskAsync(action, parameters)).GetProperty("Data");

    internal SimulatorDevice Device(string name) => Simulator.GetDevices((_, device) => device == name).Single();

    public void Dispose()
    {
        _client.Dispose();
        Simulator.Dispose();
    }
}
