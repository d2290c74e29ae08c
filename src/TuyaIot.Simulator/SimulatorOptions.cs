using System;
using System.Collections.Generic;
using System.Net;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Simulator;

/// <summary>How one simulator behaves. What is left unset makes an open gateway: any product key and any device name exist.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The key that a simulator knows unless another one is given; its secret is the same word.</summary>
    public const string DefaultAccessKeyId = "simulator";

    /// <summary>Where to listen. Only a loopback address is taken.</summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>The port to listen on; 0 takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>The one access key that exists.</summary>
    public string AccessKeyId { get; set; } = DefaultAccessKeyId;

    /// <summary>The secret of the access key; unset, it is <c>simulator</c>.</summary>
    public SecureString? AccessKeySecret { get; set; }

    /// <summary>The instance that every request must name as IotInstanceId; unset, none needs to.</summary>
    public string? InstanceId { get; set; }

    /// <summary>The product keys that exist; none: all do.</summary>
    public string[] ProductKey { get; set; } = [];

    /// <summary>The devices that each product has; none, and no count: any name exists.</summary>
    public string[] Device { get; set; } = [];

    /// <summary>How many more devices each product has: device1, device2, and so on.</summary>
    public int DeviceCount { get; set; }

    /// <summary>Products, devices and faults from a file.</summary>
    public SimulatorScenario? Scenario { get; set; }

    /// <summary>What goes wrong, beside what the scenario says.</summary>
    public SimulatorFault[] Fault { get; set; } = [];

    /// <summary>How many requests the record keeps; the oldest leave first, the totals go on.</summary>
    public int RecordCapacity { get; set; } = 1_000;

    /// <summary>How many accepted commands the logs of all devices keep together; the counts go on.</summary>
    public int LogCapacity { get; set; } = 10_000;

    /// <summary>How far a Timestamp may lie from the gateway's clock.</summary>
    public TimeSpan TimestampWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How many nonces are remembered against replay; the oldest leave first.</summary>
    public int NonceCapacity { get; set; } = 100_000;

    /// <summary>The longest request line in bytes; Hedwig publishes none, common servers take 8,192.</summary>
    public int MaxRequestLine { get; set; } = 8_192;

    /// <summary>How long a client may take from the first to the last byte of one request.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What the chances of this simulator come from: the same seed gives the same run. It wins over the scenario's.</summary>
    public int? Seed { get; set; }

    /// <summary>The time of day.</summary>
    public Func<DateTimeOffset> Clock { get; set; } = static () => DateTimeOffset.UtcNow;

    /// <summary>How time is waited out.</summary>
    public Func<TimeSpan, CancellationToken, Task> Delay { get; set; } = Task.Delay;

    internal int EffectiveSeed => Seed ?? Scenario?.Seed ?? 0;

    internal string? FirstProductKey =>
        ProductKey is [string named, ..] ? named : Scenario?.Products is [var first, ..] ? first.ProductKey : null;

    internal string? EffectiveInstanceId => InstanceId ?? Scenario?.InstanceId;

    internal IReadOnlyList<SimulatorFault> AllFaults => [.. Scenario?.Faults ?? [], .. Fault];
}
