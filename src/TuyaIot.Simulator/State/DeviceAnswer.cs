using System;

namespace TuyaIot.Simulator.State;

/// <summary>What a device says of a command that reached it.</summary>
/// <param name="Time">When it says it.</param>
/// <param name="Count">How often it answers.</param>
/// <param name="Reports">Whether it reports the properties that it set.</param>
/// <param name="Restart">How long it is away, if the command restarts it.</param>
internal readonly record struct DeviceAnswer(DateTimeOffset Time, int Count, bool Reports, TimeSpan? Restart);
