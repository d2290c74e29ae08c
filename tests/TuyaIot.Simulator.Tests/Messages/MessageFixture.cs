using System;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Messages;

/// <summary>A simulator with consumer groups, a clock that the test moves, and a connection that calls actions.</summary>
internal sealed class MessageFixture : IDisposable
{
    internal const string ProductKey = "a1BwAGV0001";

    private readonly RawClient _client;

    internal MessageFixture(string? product = null, string? root = null, Action<SimulatorOptions>? configure = null)
    {
        string scenario = "{ " + (root is null ? "" : root + ", ")
            + "\"products\": [ { \"productKey\": \"a1BwAGV0001\"" + (product is null ? "" : ", " + product) + " } ] }";
        Simulator = TestSimulator.Start(options =>
        {
            options.TimeProvider = Time;
            options.ConsumerGroupId = ["g1"];
            options.Scenario = SimulatorScenario.Parse(scenario);
            configure?.Invoke(options);
        });
        _client = new RawClient(Simulator);
    }

    internal IotSimulator Simulator { get; }

    internal FakeTimeProvider Time { get; } = new(SignedRequest.Noon);

    /// <summary>A call that must succeed.</summary>
    internal async Task<RawReply> CallAsync(string action, params (string Name, string? Value)[] parameters)
    {
        SignedRequest call = SignedRequest.Of(action).At(Time.GetUtcNow()).With("ProductKey", ProductKey);
        foreach ((string name, string? value) in parameters)
        {
            call.With(name, value);
        }

        RawReply reply = await _client.PostAsync(call.Sign("POST"));
        Assert.True(reply.Success, reply.Body);
        return reply;
    }

    /// <summary>Invokes the service Set of devices.</summary>
    internal async Task InvokeAsync(params string[] devices)
    {
        RawReply reply = await _client.PostAsync(SignedRequest.Invoke(devices).At(Time.GetUtcNow()).Sign("POST"));
        Assert.True(reply.Success, reply.Body);
    }

    public void Dispose()
    {
        _client.Dispose();
        Simulator.Dispose();
    }
}
