using System;

namespace TuyaIot.Simulator.State;

/// <summary>A point in the life of a fleet: the time, and the last command that was accepted before it. Several commands can share a time.</summary>
internal readonly record struct FleetMoment(DateTimeOffset Time, long LastCommand);
