using System;
using System.Linq;

namespace TuyaIot.Simulator.State;

/// <summary>
/// Samples what happens to an accepted command at one device. The result follows from seed, command and device alone, so that nothing
/// is stored for a million devices and a run can be repeated.
/// </summary>
internal sealed class DeliverySampler(int seed)
{
    private static readonly TimeSpan DefaultRestartTime = TimeSpan.FromSeconds(2);

    /// <summary>The result and its time, or null while the command waits for a device that is not connected.</summary>
    internal (SimulatorLogEvent Event, DateTimeOffset Time)? Sample(FleetCommand command, int device)
    {
        DeviceState? state = command.Product.StateOf(device)?.For(command.Number);
        DateTimeOffset time = command.Time + (state?.Delay ?? command.Product.Delay);
        return (state?.Statuses.At(command.Number) ?? SimulatorDeviceStatus.Online) switch
        {
            SimulatorDeviceStatus.Online when state?.Reply == DeviceReply.HalfConn => (SimulatorLogEvent.NeverArrived, time),
            SimulatorDeviceStatus.Online => (state?.Outcome ?? ByChance(command, device), time),
            SimulatorDeviceStatus.Offline when command.IsKept => state!.Statuses.OnlineAfter(command.Number) is { } online
                ? (state.Outcome ?? ByChance(command, device), online + (time - command.Time))
                : null,
            _ => (SimulatorLogEvent.NeverArrived, time),
        };
    }

    /// <summary>Whether a device is among the share that is offline from the start.</summary>
    internal bool IsOffline(int device, double rate) => Chance(command: 0, device) < rate;

    /// <summary>What a device says of a command that it executed, or tried to, at <paramref name="time"/>.</summary>
    internal DeviceAnswer SampleAnswer(FleetCommand command, int device, SimulatorLogEvent result, DateTimeOffset time)
    {
        Product product = command.Product;
        AnswerRules rules = product.StateOf(device)?.For(command.Number).Answers ?? AnswerRules.None;
        bool isExecuted = result == SimulatorLogEvent.Executed;
        if (isExecuted && command.Kind == FleetCommandKind.Service
            && (rules.RestartsOn ?? product.Answers.RestartsOn ?? []).Contains(command.Identifier))
        {
            return new DeviceAnswer(time, 0, Reports: false, rules.RestartTime ?? product.Answers.RestartTime ?? DefaultRestartTime);
        }

        (bool isSilent, bool isLate) = isExecuted ? DrawAnswer(command, device) : default;
        AnswerCount answer = isSilent ? AnswerCount.Never : rules.Answer ?? product.Answers.Answer ?? AnswerCount.Once;
        TimeSpan delay = (rules.Delay ?? product.Answers.Delay ?? TimeSpan.Zero) + (isLate ? product.LateDelay : TimeSpan.Zero);
        bool reports = rules.Reports ?? (isSilent ? null : product.Answers.Reports) ?? answer != AnswerCount.Never;
        return new DeviceAnswer(
            time + delay,
            answer switch { AnswerCount.Never => 0, AnswerCount.Twice => 2, _ => 1 },
            isExecuted && command.Kind == FleetCommandKind.Properties && reports,
            Restart: null);
    }

    /// <summary>Shares of the commands that are neither lost nor fail.</summary>
    private (bool IsSilent, bool IsLate) DrawAnswer(FleetCommand command, int device)
    {
        Product product = command.Product;
        if (product.SilentRate + product.LateRate == 0)
        {
            return default;
        }

        double chance = Chance(command.Number, device) - product.LossRate - product.FailRate;
        return (chance >= 0 && chance < product.SilentRate, chance >= product.SilentRate && chance < product.SilentRate + product.LateRate);
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
