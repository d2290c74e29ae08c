using System;
using TuyaIot.Delivery;
using TuyaIot.Pipeline;

namespace TuyaIot.Results;

/// <summary>
/// What became of a request, seen for all its devices or for one. Its ProductKey, Identifier, Args, Qos and DeviceName bind back, so that piping it into
/// Invoke-IotThingsService sends the same again.
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqks15v8umc.</remarks>
public abstract class IotServiceResult
{
    // Not a DeliveryStatus: ModuleLoader says why.
    private readonly int _status;

    internal IotServiceResult(DeviceBatch batch, Api.InvokeThingsService call, Outcome outcome)
    {
        _status = (int)outcome.Verdict.Status;
        RequestId = outcome.Reply.RequestId;
        Code = outcome.Reply.Code;
        ErrorMessage = Status is DeliveryStatus.Accepted ? null : outcome.Reply.ErrorMessage;
        ProductKey = call.ProductKey;
        Identifier = call.Identifier;
        Args = call.Args.Json;
        Qos = call.Qos;
        Batch = batch.Number;
        Attempts = outcome.Attempts;
        Duration = outcome.Duration;
        SentAt = outcome.SentAt?.UtcDateTime;
    }

    /// <summary>Accepted: the gateway took it. Rejected: not carried out, for certain. Unknown: its answer was lost.</summary>
    public DeliveryStatus Status => (DeliveryStatus)_status;

    /// <summary>Whether the gateway accepted it, which does not say that a device carried it out.</summary>
    public bool Success => Status is DeliveryStatus.Accepted;

    /// <summary>The gateway's id of the request, for its support and its logs; null where no reply came.</summary>
    public string? RequestId { get; }

    /// <summary>The gateway's error code; null where it gave none.</summary>
    public string? Code { get; }

    /// <summary>What went wrong, in the gateway's words or, where none came, in the connection's; null where accepted.</summary>
    public string? ErrorMessage { get; }

    /// <summary>The product that the devices belong to.</summary>
    public string ProductKey { get; }

    /// <summary>The service that was called.</summary>
    public string Identifier { get; }

    /// <summary>The service's input as the JSON that was sent.</summary>
    public string Args { get; }

    /// <summary>The Qos that was sent; null where none was.</summary>
    public int? Qos { get; }

    /// <summary>The number of the request within its run, from 1.</summary>
    public int Batch { get; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; }

    /// <summary>From the first attempt to the verdict.</summary>
    public TimeSpan Duration { get; }

    /// <summary>When the last attempt began, in UTC; null where nothing was sent.</summary>
    public DateTime? SentAt { get; }
}
