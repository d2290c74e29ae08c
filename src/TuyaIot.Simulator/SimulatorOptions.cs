using System;
using System.Collections.Generic;
using System.Net;
using System.Security;
using TuyaIot.Simulator.Messages;

namespace TuyaIot.Simulator;

/// <summary>Options of a simulator. By default it is open: any product key and any device name exist.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The default access key. Its secret is the same word.</summary>
    public const string DefaultAccessKeyId = "simulator";

    private static readonly TimeSpan DefaultAckTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The address to listen on. It must be a loopback address.</summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>The port to listen on; 0 takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>The only access key that exists.</summary>
    public string AccessKeyId { get; set; } = DefaultAccessKeyId;

    /// <summary>The secret of the access key. Default: <c>simulator</c>.</summary>
    public SecureString? AccessKeySecret { get; set; }

    /// <summary>The instance that every request must name as IotInstanceId. Default: none is required.</summary>
    public string? InstanceId { get; set; }

    /// <summary>The product keys that exist. Default: all.</summary>
    public string[] ProductKey { get; set; } = [];

    /// <summary>The devices of each product. Default: any name exists, unless DeviceCount is set.</summary>
    public string[] Device { get; set; } = [];

    /// <summary>The number of further devices of each product: device1, device2, and so on.</summary>
    public int DeviceCount { get; set; }

    /// <summary>Products, devices and faults from a file.</summary>
    public SimulatorScenario? Scenario { get; set; }

    /// <summary>Faults, in addition to those of the scenario.</summary>
    public SimulatorFault[] Fault { get; set; } = [];

    /// <summary>Maximum number of requests in the record. The oldest are dropped first; the totals stay exact.</summary>
    public int RecordCapacity { get; set; } = 1_000;

    /// <summary>Maximum number of accepted commands in the logs of all devices together. The counts stay exact.</summary>
    public int LogCapacity { get; set; } = 10_000;

    /// <summary>The consumer groups that messages are pushed to. Default: none, and no message is made.</summary>
    public string[] ConsumerGroupId { get; set; } = [];

    /// <summary>The port on which messages are pushed; 0 takes a free one.</summary>
    public int MessagePort { get; set; }

    /// <summary>Maximum number of messages that wait in a consumer group. The oldest are dropped first.</summary>
    public int MessageCapacity { get; set; } = 100_000;

    /// <summary>Maximum number of clients of a consumer group.</summary>
    public int MaxGroupClients { get; set; } = 64;

    /// <summary>The time from the push of a message to the next one, if no client settles it. It overrides the scenario's.</summary>
    public TimeSpan? MessageAckTimeout { get; set; }

    /// <summary>Maximum distance of a Timestamp from the gateway's clock.</summary>
    public TimeSpan TimestampWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a NextToken of QueryDevice is valid. Hedwig publishes nothing about it.</summary>
    public TimeSpan PageTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Maximum number of nonces that are remembered against replay. The oldest are dropped first.</summary>
    public int NonceCapacity { get; set; } = 100_000;

    /// <summary>Maximum length of a request line in bytes. Hedwig publishes none; common servers take 8,192.</summary>
    public int MaxRequestLine { get; set; } = 8_192;

    /// <summary>Maximum time from the first to the last byte of a request.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The seed of all random numbers: the same seed gives the same run. It overrides the scenario's.</summary>
    public int? Seed { get; set; }

    /// <summary>The clock and the timers.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal int EffectiveSeed => Seed ?? Scenario?.Seed ?? 0;

    internal IReadOnlyList<string> EffectiveGroups => ConsumerGroupId.Length > 0 ? ConsumerGroupId : Scenario?.ConsumerGroups ?? [];

    internal string? FirstProductKey =>
        ProductKey is [string named, ..] ? named : Scenario?.Products is [var first, ..] ? first.ProductKey : null;

    internal string? EffectiveInstanceId => InstanceId ?? Scenario?.InstanceId;

    internal MessageSettings CreateMessageSettings(string secret) =>
        new(EffectiveGroups, new IPEndPoint(Address, MessagePort), new PushCredential(AccessKeyId, secret, EffectiveInstanceId), TimeProvider)
        {
            Faults = AllFaults,
            Capacity = MessageCapacity,
            MaxClients = MaxGroupClients,
            AckTimeout = MessageAckTimeout ?? Scenario?.AckTimeout ?? DefaultAckTimeout,
            Seed = EffectiveSeed,
        };

    internal IReadOnlyList<SimulatorFault> AllFaults => [.. Scenario?.Faults ?? [], .. Fault];
}
