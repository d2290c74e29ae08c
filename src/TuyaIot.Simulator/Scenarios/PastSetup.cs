using System;
using System.Text.Json;

namespace TuyaIot.Simulator.Scenarios;

/// <summary>A property or an event that a device reported before the simulator was started.</summary>
/// <param name="Identifier">The property or the event.</param>
/// <param name="Ago">How long ago.</param>
/// <param name="Value">The value of the property, or the output parameters of the event.</param>
/// <param name="EventType">info, alert or error, or null for what the thing model says.</param>
internal sealed record PastSetup(string Identifier, TimeSpan Ago, JsonElement Value, string? EventType = null);
