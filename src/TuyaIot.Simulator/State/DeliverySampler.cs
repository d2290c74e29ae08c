using System;

namespace TuyaIot.Simulator.State;

/// <summary>
/// Samples what happens to an accepted command at one device. The result follows from seed, command and device alone, so that nothing
/// is stored for a million devices and a run can be repeated.
/// </summary>
internal sealed class DeliverySampler(int seed)
{
    /// <summary>The result and its time, or null while the command waits for a device that is not connected.</summary>
    internal (SimulatorLogEvent Event, DateTimeOffset Time)? Sample(FleetCommand command, int device)
    {
        DeviceState? state = command.Product.StateOf(device)?.For(command.Number);
        DateTimeOffset time = command.Time + (state?.Delay ?? command.Product.Delay);
        return (state?.Statuses.At(command.Number) ?? SimulatorDeviceStatus.Online) switch
        {
            SimulatorDeviceStatus.Online when state?.Reply == DeviceReply.HalfConn => (SimulatorLogEvent.NeverArrived, time),
            SimulatorDeviceStatus.Online => (state?.Outcome ?? ByChance(command, device), time),
            SimulatorDeviceStatus.Offline when command.IsKept => null,
            _ => (SimulatorLogEvent.NeverArrived, time),
        };
    }

    private SimulatorLogEvent ByChance(FleetCommand command, int device)
    {
        Product product = command.Product;
        if (product.FailRate + product.LossRate == 0)
        {
            return SimulatorLogEvent.Executed;
        }

        double chance = Chance(command.Number, device);
        return chance < product.LossRate ? SimulatorLogEvent.NeverArrived
            : chance < product.LossRate + product.FailRate ? SimulatorLogEvent.Failed
            : SimulatorLogEvent.Executed;
    }

    /// <summary>A number in [0, 1) that is the same for the same seed, command and device (SplitMix64).</summary>
    private double Chance(long command, int device)
    {
        unchecked
        {
            ulong z = ((ulong)(uint)seed << 32) ^ ((ulong)command * 0x9E3779B97F4A7C15) ^ ((ulong)device * 0xD1B54A32D192ED03);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
