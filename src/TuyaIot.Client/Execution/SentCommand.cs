using System;
using System.Collections.Generic;
using TuyaIot.Journals;
using TuyaIot.Signing;

namespace TuyaIot.Execution;

/// <summary>A command as it was sent, to one device or to several.</summary>
internal sealed record SentCommand
{
    public required string ProductKey { get; init; }

    /// <summary>The service; null for properties.</summary>
    public string? Identifier { get; init; }

    /// <summary>The input of the service, as JSON text.</summary>
    public string? Args { get; init; }

    /// <summary>The properties and their values, as JSON text; null for a service.</summary>
    public string? Property { get; init; }

    public int? Qos { get; init; }

    /// <summary>When it was sent, or the earliest time at which it can have been, by this machine's clock.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>How long the reply to the call took; null where it was lost or is not known.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The Date header of the reply to the call; null where none is known.</summary>
    public DateTimeOffset? GatewayAt { get; init; }

    /// <summary>The id that the call gave; null where it gave none.</summary>
    public string? MessageId { get; init; }

    /// <summary>Whether the reply to the call was lost.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>What an earlier wait said of it; null where none did.</summary>
    public ExecutionStatus? Seen { get; init; }

    /// <summary>The journal of its run, where that is open in this process.</summary>
    public Journal? Journal { get; init; }

    /// <summary>The path of the journal of its run; null where none is known.</summary>
    public string? JournalPath { get; init; }

    /// <summary>The parameters by which a journal knows it.</summary>
    public IReadOnlyList<RpcParameter> Parameters { get; init; } = [];
}
