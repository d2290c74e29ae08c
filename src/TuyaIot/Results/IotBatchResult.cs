using System;
using System.Collections.Generic;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Signing;

namespace TuyaIot;

/// <summary>
/// What became of a request, for all its devices or for one. Its properties bind to the parameters of the command that made it, so
/// that a result that is piped back sends the same command again.
/// </summary>
public abstract class IotBatchResult
{
    internal IotBatchResult(int batch, string productKey, Outcome outcome)
    {
        Status = outcome.Verdict.Status.ToString();
        RequestId = outcome.Reply.RequestId;
        Code = outcome.Reply.Code;
        ErrorMessage = Success ? null : outcome.Reply.ErrorMessage;
        ProductKey = productKey;
        Batch = batch;
        Attempts = outcome.Attempts;
        Duration = outcome.Latency ?? TimeSpan.Zero;
        Waited = outcome.Waited;
        SentAt = outcome.SentAt?.UtcDateTime;
        GatewayAt = outcome.Reply.Date;
    }

    /// <summary>
    /// Accepted: the gateway took the command. Rejected: the command was not carried out. Unknown: the reply was lost, so the command
    /// may or may not have been carried out. It is text, so that it means the same after every way of saving it.
    /// </summary>
    public string Status { get; }

    /// <summary>Whether the gateway accepted the command. Accepted does not mean that a device executed it.</summary>
    public bool Success => Status == nameof(DeliveryStatus.Accepted);

    /// <summary>The gateway's id of the request, for its support and its logs; null where no reply came.</summary>
    public string? RequestId { get; }

    /// <summary>The gateway's error code; null where it gave none.</summary>
    public string? Code { get; }

    /// <summary>The reason of a failure, from the gateway or from the connection; null for an accepted command.</summary>
    public string? ErrorMessage { get; }

    /// <summary>The product of the devices.</summary>
    public string ProductKey { get; }

    /// <summary>The number of the request within its run, from 1.</summary>
    public int Batch { get; }

    /// <summary>How often the request was tried.</summary>
    public int Attempts { get; }

    /// <summary>The time of the last attempt, from sending it to the end of its reply.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The time that the request waited for its turn in the pace.</summary>
    public TimeSpan Waited { get; }

    /// <summary>When the last attempt began, in UTC; null where nothing was sent.</summary>
    public DateTime? SentAt { get; }

    /// <summary>The Date header of the reply; null where none came.</summary>
    internal DateTimeOffset? GatewayAt { get; }

    /// <summary>The run that it is of; null where the object was read back.</summary>
    internal ResultOrigin? Origin { get; set; }
}

/// <summary>The run of a result, while its process lives.</summary>
/// <param name="Journal">The journal of the run; null for none.</param>
/// <param name="Parameters">The parameters by which a journal knows the command.</param>
internal sealed record ResultOrigin(Journal? Journal, IReadOnlyList<RpcParameter> Parameters);
