using System;
using System.Collections.Generic;
using System.Net;

namespace TuyaIot.Simulator.Amqp;

/// <summary>Options of a message server.</summary>
public sealed record PushOptions
{
    /// <summary>The loopback address and the port to listen on; port 0 takes a free one.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>The consumer groups that exist.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>Checks a user name and a password. The result is the consumer group that they name, or null if they are wrong.</summary>
    public required Func<string, string, string?> Authenticate { get; init; }

    /// <summary>Creates the faults of one group. Default: none.</summary>
    public Func<IPushFaults>? CreateFaults { get; init; }

    /// <summary>Maximum number of messages that wait in one group. The oldest are dropped first.</summary>
    public int Capacity { get; init; } = 100_000;

    /// <summary>Maximum number of clients of one group.</summary>
    public int MaxClients { get; init; } = 64;

    /// <summary>Maximum number of connection attempts in a minute for one group.</summary>
    public int MaxAttempts { get; init; } = 100;

    /// <summary>The time from a push to the next one, if the message is not settled.</summary>
    public TimeSpan AckTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time that a client has from its connection to its link.</summary>
    public TimeSpan AttachTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The seed of the random choice of a member.</summary>
    public int Seed { get; init; }

    /// <summary>The clock and the timers.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
