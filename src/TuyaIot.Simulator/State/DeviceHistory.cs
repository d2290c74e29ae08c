using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.State;

/// <summary>What a device executed. It is read from the accepted commands that the fleet keeps, so that no device costs memory of its own.</summary>
internal static class DeviceHistory
{
    internal static IEnumerable<(FleetCommand Command, DateTimeOffset Time)> Read(
        Fleet fleet, Product product, string device, FleetCommandKind kind, DateTimeOffset now)
    {
        int number = product.NumberOf(device);
        foreach (FleetCommand command in fleet.Log)
        {
            if (command.Kind != kind || command.Product != product)
            {
                continue;
            }

            foreach (int named in command.Devices)
            {
                if (named == number && fleet.Deliveries.Sample(command, named) is (SimulatorLogEvent.Executed, var time) && time <= now)
                {
                    yield return (command, time);
                }
            }
        }
    }
}
