namespace TuyaIot.Simulator;

/// <summary>How many commands the gateway carried out for one device.</summary>
/// <param name="ProductKey">The product that it belongs to.</param>
/// <param name="DeviceName">Its name.</param>
/// <param name="Count">Commands accepted, their answers lost or not.</param>
public readonly record struct SimulatorExecutionCount(string ProductKey, string DeviceName, int Count);
