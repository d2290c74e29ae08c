using System;
using System.Text.Json;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Tests.Support;

/// <summary>One simulator with a clock that the test moves, and one connection to it.</summary>
internal sealed class SimulatorSession : IDisposable
{
    private readonly RawClient _client;

    internal SimulatorSession(string? scenario = null, Action<SimulatorOptions>? configure = null)
    {
        Simulator = TestSimulator.Start(options =>
        {
            Time.Apply(options);
            options.Scenario = scenario is null ? null : SimulatorScenario.Parse(scenario);
            configure?.Invoke(options);
        });
        _client = new RawClient(Simulator);
    }

    internal FakeTime Time { get; } = new();

    internal IotSimulator Simulator { get; }

    internal Task<RawReply> AskAsync(string action, params (string Name, string? Value)[] parameters)
    {
        SignedRequest call = SignedRequest.Of(action).At(Time.Now);
        foreach ((string name, string? value) in parameters)
        {
            call.With(name, value);
        }

        return _client.GetAsync(call.Sign());
    }

    internal async Task<JsonElement> DataAsync(string action, params (string Name, string? Value)[] parameters)
    {
        RawReply reply = await AskAsync(action, parameters);
        return reply.Success ? reply.Json.GetProperty("Data") : throw new InvalidOperationException(reply.Body);
    }

    public void Dispose()
    {
        _client.Dispose();
        Simulator.Dispose();
    }
}
