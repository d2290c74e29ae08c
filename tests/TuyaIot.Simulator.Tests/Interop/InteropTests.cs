using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace TuyaIot.Simulator.Tests.Interop;

/// <summary>The vendor's own client works against the simulator unchanged.</summary>
public sealed class InteropTests(PopCoreClient popCore) : IClassFixture<PopCoreClient>
{
    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task The_vendors_client_invokes_a_service(string method)
    {
        Assert.SkipWhen(await popCore.Missing is not null, await popCore.Missing ?? "");
        using IotSimulator simulator = IotSimulator.Start(new SimulatorOptions());
        string[] devices = [.. Enumerable.Range(1, 12).Select(static n => $"pump {n}/ü*")];

        (int exitCode, string output) = await popCore.RunAsync([simulator.Endpoint, method, .. devices]);

        Assert.True(exitCode == 0, output);
        Assert.Contains("\"Success\":true", output, StringComparison.Ordinal);
        SimulatorRequest request = Assert.Single(simulator.GetRequests());
        Assert.Equal((method, "Accepted"), (request.Method, request.Verdict));
        Assert.Equal(devices, request.DeviceName);
        Assert.Contains(request.Parameters, static parameter => parameter is { Key: "Args", Value: "{\"text\":\"ü & *\"}" });
    }

    [Fact]
    public async Task The_vendors_client_understands_a_refusal()
    {
        Assert.SkipWhen(await popCore.Missing is not null, await popCore.Missing ?? "");
        using IotSimulator simulator = IotSimulator.Start(new SimulatorOptions { Fault = [SimulatorFault.Parse("Throttle")] });

        (int exitCode, string output) = await popCore.RunAsync(simulator.Endpoint, "GET", "pump");

        Assert.Equal(1, exitCode);
        Assert.Contains("Throttling.User", output, StringComparison.Ordinal);
    }
}
