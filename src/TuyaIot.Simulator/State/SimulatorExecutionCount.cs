namespace TuyaIot.Simulator;

/// <summary>The number of commands that the gateway carried out for one device.</summary>
/// <param name="ProductKey">The product of the device.</param>
/// <param name="DeviceName">The name of the device.</param>
/// <param name="Count">Accepted commands, whether their replies were lost or not.</param>
public readonly record struct SimulatorExecutionCount(string ProductKey, string DeviceName, int Count);
