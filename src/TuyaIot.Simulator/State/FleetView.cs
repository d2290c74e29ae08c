using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Simulator.State;

/// <summary>Describes the devices of a fleet. Their logs are collected in one pass over the accepted commands.</summary>
internal static class FleetView
{
    internal static List<SimulatorDevice> Describe(Fleet fleet, DateTimeOffset now, Func<string, string, bool> isWanted)
    {
        Dictionary<(Product Product, int Device), List<SimulatorLogEntry>> logs = [];
        foreach (Product product in fleet.Products)
        {
            for (int device = 0; device < product.DeviceCount; device++)
            {
                if (isWanted(product.Key, product.NameOf(device)))
                {
                    logs.Add((product, device), []);
                }
            }
        }

        foreach (FleetCommand command in fleet.Log)
        {
            foreach (int device in command.Devices)
            {
                if (logs.TryGetValue((command.Product, device), out List<SimulatorLogEntry>? log))
                {
                    Append(log, command, fleet.Deliveries.Sample(command, device), now);
                }
            }
        }

        return [.. logs.Select(entry => Describe(entry.Key.Product, entry.Key.Device, entry.Value, now))];
    }

    private static void Append(
        List<SimulatorLogEntry> log,
        FleetCommand command,
        (SimulatorLogEvent Event, DateTimeOffset Time)? delivery,
        DateTimeOffset now)
    {
        log.Add(new SimulatorLogEntry(command.Time, SimulatorLogEvent.Accepted, command));
        if (delivery is var (logEvent, time) && time <= now)
        {
            log.Add(new SimulatorLogEntry(time, logEvent, command));
        }
    }

    private static SimulatorDevice Describe(Product product, int device, List<SimulatorLogEntry> log, DateTimeOffset now)
    {
        DeviceState? state = product.StateOf(device);
        return new SimulatorDevice(product.Key, product.NameOf(device))
        {
            Status = state?.Status ?? SimulatorDeviceStatus.Online,
            Nickname = state?.Nickname,
            Property = state is null
                ? new Dictionary<string, string>()
                : state.PropertiesAt(now).ToDictionary(static property => property.Key, static property => property.Value.Json),
            ExecutionCount = product.ExecutionsOf(device),
            Log = [.. log.OrderBy(static entry => entry.Time)],
        };
    }
}
