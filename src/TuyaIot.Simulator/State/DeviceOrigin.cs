namespace TuyaIot.Simulator.State;

/// <summary>How a device came, or went, after the start of the simulator.</summary>
/// <param name="Moment">When it was registered or deleted.</param>
/// <param name="Generation">How many devices of this name were deleted before.</param>
/// <param name="Previous">The state of the device that had the name before.</param>
internal sealed record DeviceOrigin(FleetMoment Moment, int Generation, DeviceState? Previous);
