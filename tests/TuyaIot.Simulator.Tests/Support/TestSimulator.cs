using System;
using System.Net;
using System.Security;

namespace TuyaIot.Simulator.Tests.Support;

/// <summary>Starts simulators whose clock stands still at the time for which requests are signed.</summary>
internal static class TestSimulator
{
    internal static IotSimulator Start(Action<SimulatorOptions>? configure = null)
    {
        SimulatorOptions options = new() { TimeProvider = new FixedTime(SignedRequest.Noon) };
        configure?.Invoke(options);
        return IotSimulator.Start(options);
    }

    internal static SecureString Secret(string text) => new NetworkCredential("", text).SecurePassword;
}
