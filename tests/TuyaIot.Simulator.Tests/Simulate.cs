using System;
using System.Net;
using System.Security;

namespace TuyaIot.Simulator.Tests;

/// <summary>Simulators whose clock stands still at the time that calls are signed for.</summary>
internal static class Simulate
{
    internal static IotSimulator Start(Action<SimulatorOptions>? configure = null)
    {
        SimulatorOptions options = new() { Clock = static () => SignedCall.Noon };
        configure?.Invoke(options);
        return IotSimulator.Start(options);
    }

    internal static SecureString Secret(string text) => new NetworkCredential("", text).SecurePassword;
}
