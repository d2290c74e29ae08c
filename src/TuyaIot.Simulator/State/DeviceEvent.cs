namespace TuyaIot.Simulator.State;

/// <summary>An event that a device reported.</summary>
/// <param name="Identifier">The event.</param>
/// <param name="Type">info, alert or error, or null for what the thing model says.</param>
/// <param name="Data">Its output parameters and its time.</param>
internal sealed record DeviceEvent(string Identifier, string? Type, PropertyValue Data);
