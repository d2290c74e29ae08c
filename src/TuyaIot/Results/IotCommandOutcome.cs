using System;
using TuyaIot.Execution;
using TuyaIot.Journals;
using TuyaIot.Replies;
using TuyaIot.Results;

namespace TuyaIot;

/// <summary>
/// What became of a command at one device. Its properties bind to the parameters of the command, so that a device can be told again.
/// </summary>
public sealed class IotCommandOutcome
{
    /// <summary>How long the platform keeps a command of Qos 1 for a device that is not connected.</summary>
    private static readonly TimeSpan KeptTime = TimeSpan.FromDays(7);

    internal IotCommandOutcome(DeviceExecution execution)
    {
        SentCommand command = execution.Command;
        DeviceName = execution.DeviceName;
        ProductKey = command.ProductKey;
        Status = execution.Status.ToString();
        Code = execution.Code;
        Message = LogText(execution.Message);
        OutputJson = JsonValue.ToText(execution.Output);
        Output = JsonValue.Parse(OutputJson);
        Elapsed = execution.Elapsed;
        Evidence = execution.Evidence?.ToString();
        Inferred = execution.Inferred;
        Late = execution.Late;
        SentAt = execution.Status is ExecutionStatus.NotSent ? null : command.SentAt.UtcDateTime;
        SettledAt = execution.SettledAt.UtcDateTime;
        bool isOpen = execution.Status is ExecutionStatus.Offline or ExecutionStatus.NoAnswer or ExecutionStatus.Unknown or ExecutionStatus.NotHeard;
        MayExecuteUntil = command.Qos == 1 && isOpen
            ? SentAt + KeptTime
            : null;
        Identifier = command.Identifier;
        Args = command.Args;
        Property = command.Property;
        Qos = command.Qos;
        MessageId = command.MessageId;
    }

    /// <summary>The device.</summary>
    public string DeviceName { get; }

    /// <summary>
    /// Executed: the device carried the command out. Failed: it answered and did not. Offline: it was not connected. NoAnswer: it did not
    /// answer in time. Unknown: the reply to the call was lost, and nothing was heard of the device. NotHeard: its answer may have been
    /// missed. Rejected and NotSent: it never got the command. It is text, so that it means the same after every way of saving it.
    /// </summary>
    public string Status { get; }

    /// <summary>The code of the answer, or the error code of the call; null where there is none.</summary>
    public string? Code { get; }

    /// <summary>The status in words. It is never empty.</summary>
    public string Message { get; }

    /// <summary>The data of the answer as an object; null where there is none.</summary>
    public object? Output { get; }

    /// <summary>From the send to the evidence; null where none came.</summary>
    public TimeSpan? Elapsed { get; }

    /// <summary>
    /// The evidence: Reply, PropertyReport, PropertyStatus, StatusChange or ServiceHistory; null where none came.
    /// </summary>
    public string? Evidence { get; }

    /// <summary>Whether the evidence was matched by device, command and time, because it has no id.</summary>
    public bool Inferred { get; }

    /// <summary>Whether the evidence came after the time-out, or after an earlier outcome of the device, which this one replaces.</summary>
    public bool Late { get; }

    /// <summary>Until when the device may still carry the command out, in UTC: one of Qos 1 is kept for 7 days. Null where it cannot.</summary>
    public DateTime? MayExecuteUntil { get; }

    /// <summary>When the command was sent, in UTC; null where nothing was.</summary>
    public DateTime? SentAt { get; }

    /// <summary>When the outcome was known, in UTC.</summary>
    public DateTime SettledAt { get; }

    /// <summary>The product of the device.</summary>
    public string ProductKey { get; }

    /// <summary>The service that was called; null for properties.</summary>
    public string? Identifier { get; }

    /// <summary>The service's input as JSON text; null for properties.</summary>
    public string? Args { get; }

    /// <summary>The properties that were set, as JSON text; null for a service.</summary>
    public string? Property { get; }

    /// <summary>The Qos that was sent; null where none was.</summary>
    public int? Qos { get; }

    /// <summary>The id that the call gave; null where it gave none.</summary>
    public string? MessageId { get; }

    /// <summary>The data of the answer as JSON text with its secrets masked; null where there is none.</summary>
    public string? OutputJson { get; }

    /// <summary>The status and the device.</summary>
    public override string ToString() => $"{Status}: {DeviceName} of {ProductKey}";

    private static string LogText(string message) => LogSanitizer.Clean(message) is { Length: > 0 } text ? text : "No reason was given.";
}
