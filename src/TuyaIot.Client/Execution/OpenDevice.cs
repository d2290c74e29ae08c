using System;
using System.Collections.Generic;
using TuyaIot.Journals;

namespace TuyaIot.Execution;

/// <summary>A command at one of its devices. There may be a million, so it holds no more than it must.</summary>
internal sealed class OpenDevice(OpenCommand command, string name, int index)
{
    public OpenCommand Command { get; } = command;

    public string Name { get; } = name;

    /// <summary>Its place among the devices of the command.</summary>
    public int Index { get; } = index;

    /// <summary>Another command at the same device.</summary>
    public OpenDevice? Next { get; set; }

    /// <summary>What was said of it; null where nothing was.</summary>
    public ExecutionStatus? Status { get; set; }

    /// <summary>What was seen that is not evidence by itself.</summary>
    public DeviceTraces? Traces { get; set; }
}

/// <summary>What was seen of a device that may become evidence.</summary>
internal sealed class DeviceTraces
{
    /// <summary>The properties that were reported with the values that were set.</summary>
    public HashSet<string> Reported { get; } = new(StringComparer.Ordinal);

    /// <summary>When it first went offline after the send.</summary>
    public DateTimeOffset? OfflineAt { get; set; }

    /// <summary>When it last came online after the send.</summary>
    public DateTimeOffset? OnlineAt { get; set; }

    /// <summary>Why something that came settled nothing.</summary>
    public string? Note { get; set; }
}

/// <summary>A command, and the times that hold for all its devices.</summary>
internal sealed class OpenCommand
{
    /// <summary>A message has its time in whole milliseconds, rounded down: it may seem older than it is.</summary>
    private static readonly TimeSpan MessagePrecision = TimeSpan.FromMilliseconds(1);

    private readonly TimeSpan _offset;

    /// <param name="command">The command.</param>
    /// <param name="deviceNames">Its devices.</param>
    /// <param name="offset">How far the gateway's clock is ahead.</param>
    /// <param name="options">The options of the wait.</param>
    /// <param name="number">Counts the commands.</param>
    public OpenCommand(SentCommand command, IReadOnlyList<string> deviceNames, GatewayOffset offset, ExecutionOptions options, long number)
    {
        Sent = command;
        Number = number;
        _offset = offset.Middle;
        EarliestSend = Shift(command.SentAt, offset.Min - MessagePrecision);
        Deadline = Shift(command.SentAt, options.Timeout);
        GatewayDeadline = Shift(Deadline, offset.Max);
        Expected = command.Property is string property ? new ExpectedProperties(property) : null;
        OpenDevice[] devices = new OpenDevice[deviceNames.Count];
        for (int index = 0; index < devices.Length; index++)
        {
            devices[index] = new OpenDevice(this, deviceNames[index], index);
        }

        Devices = devices;
        Open = devices.Length;
    }

    public SentCommand Sent { get; }

    public long Number { get; }

    /// <summary>Before this it had not been sent, by the gateway's clock.</summary>
    public DateTimeOffset EarliestSend { get; }

    /// <summary>When its devices have had their time.</summary>
    public DateTimeOffset Deadline { get; }

    /// <summary>The same by the gateway's clock, at the latest.</summary>
    public DateTimeOffset GatewayDeadline { get; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset AddedAt { get; init; }

    /// <summary>Whether an answer may have been dropped before it was added.</summary>
    public bool MayHaveMissed { get; set; }

    /// <summary>The values that its properties were set to; null for a service.</summary>
    public ExpectedProperties? Expected { get; }

    /// <summary>Its devices; null where one is settled for good.</summary>
    public OpenDevice?[] Devices { get; }

    /// <summary>Of how many devices nothing was said.</summary>
    public int Open { get; set; }

    /// <summary>From the send to a time of the gateway, as far as the clocks allow to say.</summary>
    public TimeSpan ElapsedTo(DateTimeOffset? gatewayTime, DateTimeOffset now)
    {
        TimeSpan most = now > Sent.SentAt ? now - Sent.SentAt : TimeSpan.Zero;
        TimeSpan elapsed = gatewayTime is DateTimeOffset time ? time - Shift(Sent.SentAt, _offset) : most;
        return elapsed < TimeSpan.Zero ? TimeSpan.Zero : elapsed > most ? most : elapsed;
    }

    /// <summary>Stays within the calendar.</summary>
    private static DateTimeOffset Shift(DateTimeOffset time, TimeSpan by) =>
        new(Math.Min(Math.Max(time.UtcTicks + by.Ticks, 0), DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
}
