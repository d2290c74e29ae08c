using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TuyaIot.Execution;
using TuyaIot.Messages;

namespace TuyaIot.Client.Tests.Execution;

/// <summary>A tracker, a clock that a test sets, and the messages of one product. The gateway's clock is 100 s ahead.</summary>
internal sealed class TrackerRig
{
    public const string ProductKey = "pk1";
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(100);

    /// <param name="options">The options of the wait.</param>
    /// <param name="attachedAt">Since when the stream has been up; null where it never was.</param>
    public TrackerRig(ExecutionOptions? options = null, double? attachedAt = -3600)
    {
        Options = options ?? new ExecutionOptions();
        Tracker = new ExecutionTracker(Options, told => Told.AddRange(told));
        Tracker.Attach(attachedAt is double second ? At(second) : null);
    }

    public ExecutionOptions Options { get; }

    public ExecutionTracker Tracker { get; }

    public List<DeviceExecution> Told { get; } = [];

    /// <summary>Seconds since the start, by this machine's clock.</summary>
    public double Now { get; set; }

    public DateTimeOffset Time => At(Now);

    public DeviceExecution Only => Told.Single();

    public static DateTimeOffset At(double second) => Start.AddSeconds(second);

    /// <summary>A time of this machine by the gateway's clock.</summary>
    public static DateTimeOffset GatewayAt(double second) => At(second) + Ahead;

    /// <summary>A call of a service that was accepted, whose reply took 0.2 s.</summary>
    public static SentCommand Service(double second = 0, string identifier = "Set", string? messageId = null) => new()
    {
        ProductKey = ProductKey,
        Identifier = identifier,
        Args = "{}",
        SentAt = At(second),
        Latency = TimeSpan.FromSeconds(0.2),
        GatewayAt = Truncate(GatewayAt(second + 0.1)),
        MessageId = messageId,
    };

    public static SentCommand Properties(string json, double second = 0) => Service(second) with { Identifier = null, Args = null, Property = json };

    /// <summary>A call whose reply was lost.</summary>
    public static SentCommand Lost(double second = 0) => Service(second) with { IsUnknown = true, Latency = null, GatewayAt = null };

    public static ReplyMessage Reply(
        string device, double second, int code = 200, string identifier = "Set", string? requestId = "77", string suffix = "_reply", string? data = null) =>
        new($"m{device}{second}{code}", "/pk1/d/thing/downlink/reply/message", GatewayAt(second))
        {
            ProductKey = ProductKey,
            DeviceName = device,
            Code = code,
            RequestId = requestId,
            CommandTopic = $"/sys/{ProductKey}/{device}/thing/service/{identifier}{suffix}",
            Data = data is null ? null : JsonDocument.Parse(data).RootElement,
        };

    public static PropertyMessage Report(string device, double second, string json, bool isHistory = false) =>
        new($"p{device}{second}", $"/pk1/{device}/thing/event/property/post", GatewayAt(second))
        {
            ProductKey = ProductKey,
            DeviceName = device,
            IsHistory = isHistory,
            Items = [.. JsonDocument.Parse(json).RootElement.EnumerateObject().Select(static item => new ReportedProperty(item.Name, item.Value, null))],
        };

    public static StatusMessage Status(string device, double second, string status) =>
        new($"s{device}{second}", $"/as/mqtt/status/pk1/{device}", GatewayAt(second))
        {
            ProductKey = ProductKey,
            DeviceName = device,
            Status = status,
            ChangedAt = GatewayAt(second),
        };

    public TrackerRig Add(SentCommand command, params string[] devices)
    {
        Tracker.Add(command, devices, Time);
        return this;
    }

    public TrackerRig Hear(DeviceMessage message)
    {
        Tracker.Hear(message, Time);
        return this;
    }

    /// <summary>Lets time pass on a stream that is up and has nothing more, and on which another device was heard of.</summary>
    public TrackerRig Pass(double seconds)
    {
        Now += seconds;
        Tracker.Rest(Time);
        Tracker.Advance(Time);
        return this;
    }

    public TrackerRig HearAnother() => Hear(Status("another", Now, "online"));

    private static DateTimeOffset Truncate(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
