using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.State;

/// <summary>What a device executed and said so. It is read from the accepted commands that the fleet keeps, so that no device costs memory of its own.</summary>
internal static class DeviceHistory
{
    internal static IEnumerable<(FleetCommand Command, DateTimeOffset Time)> Read(
        Fleet fleet, Product product, string device, FleetCommandKind kind, DateTimeOffset now)
    {
        int number = product.NumberOf(device);

        // A device that took the name of a deleted one has the same number, and none of its history.
        long before = number < 0 ? 0 : product.StateOf(number)?.Origin?.Moment.LastCommand ?? 0;
        foreach (FleetCommand command in fleet.Log)
        {
            if (command.Kind != kind || command.Product != product || command.Number <= before)
            {
                continue;
            }

            foreach (int named in command.Devices)
            {
                if (named == number && fleet.Deliveries.Sample(command, named) is (SimulatorLogEvent.Executed, var executed)
                    && fleet.Deliveries.SampleAnswer(command, named, SimulatorLogEvent.Executed, executed) is { Time: var time } answer
                    && time <= now && (kind == FleetCommandKind.Properties ? answer.Reports : answer.Count > 0))
                {
                    yield return (command, time);
                }
            }
        }
    }
}
