using System;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>How a device answers one request that waits for it.</summary>
internal static class DeviceResponse
{
    /// <summary>The answer. A device that is too late, or that the request does not reach, does not answer.</summary>
    internal static DeviceReply Create(Fleet fleet, FleetCommand command, TimeSpan timeout) =>
        command.Product.StateOf(command.Devices[0])?.Reply is { } answer and not DeviceReply.Success ? answer
        : fleet.Deliveries.Sample(command, command.Devices[0]) is var (logEvent, time)
            && logEvent != SimulatorLogEvent.NeverArrived && time - command.Time <= timeout
            ? DeviceReply.Success
            : DeviceReply.Timeout;
}
