using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Execution;
using TuyaIot.Journals;
using TuyaIot.Signing;

namespace TuyaIot.Binding;

/// <summary>
/// Reads the command and its devices out of a result: one of this process, or one that was saved and read back, where every value may
/// be a text.
/// </summary>
internal static class SentCommandReader
{
    /// <exception cref="IotArgumentException">It is no result of a command that can be waited for.</exception>
    public static SentResult Read(PSObject result)
    {
        string status = TextOf(result, "Status") ?? throw NotWaitable(result, "it has no Status");
        string? identifier = TextOf(result, "Identifier");
        string? args = TextOf(result, "Args");
        string? property = TextOf(result, "Property");
        if (!(identifier is not null && args is not null) && property is null)
        {
            throw NotWaitable(result, "it is no result of a service call or of a property that was set");
        }

        IotBatchResult? live = result.BaseObject as IotBatchResult;
        string productKey = TextOf(result, "ProductKey") ?? throw NotWaitable(result, "it has no ProductKey");
        int? qos = int.TryParse(TextOf(result, "Qos"), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : null;
        DateTimeOffset? sentAt = TimeOf(result.Properties["SentAt"]?.Value) ?? live?.Origin?.Journal?.StartedAt;
        SentCommand command = new()
        {
            ProductKey = productKey,
            Identifier = property is null ? identifier : null,
            Args = property is null ? args : null,
            Property = CheckProperty(result, property),
            Qos = qos,
            SentAt = sentAt ?? DateTimeOffset.MinValue,
            Latency = live?.Duration,
            GatewayAt = live?.GatewayAt,
            MessageId = TextOf(result, "MessageId"),
            IsUnknown = status == nameof(DeliveryStatus.Unknown),
            Seen = Enum.TryParse(status, out ExecutionStatus seen) && seen is ExecutionStatus.Offline or ExecutionStatus.NoAnswer ? seen : null,
            Journal = live?.Origin?.Journal,
            Parameters = live?.Origin?.Parameters ?? CreateParameters(productKey, property is null ? identifier : null, args, property, qos),
        };
        string? message = TextOf(result, "ErrorMessage") ?? TextOf(result, "Message");
        return new SentResult(command)
        {
            DeviceName = ReadNames(result),
            IsOutcome = status is nameof(ExecutionStatus.Executed) or nameof(ExecutionStatus.Failed),
            Known = KnownOf(result, status, message, sentAt is not null),
            Code = TextOf(result, "Code"),
            Answer = AnswerOf(TextOf(result, "ResultJson")),
        };
    }

    /// <summary>The journals that a summary is of, also one that was read back; null where the input is no summary.</summary>
    public static string[]? ReadJournalPaths(PSObject input) => input.BaseObject is IotJournalSummary summary ? summary.JournalPath
        : input.TypeNames.Count > 0 && input.TypeNames[0].EndsWith("TuyaIot." + nameof(IotJournalSummary), StringComparison.Ordinal)
            ? [.. DeviceNameParser.Flatten(input.Properties["JournalPath"]?.Value ?? input.Properties["Path"]?.Value).OfType<string>()]
        : null;

    public static IotArgumentException NotWaitable(object? value, string reason) => new(
        "CommandNotWaitable",
        value,
        $"'{value}' cannot be waited for: {reason}.",
        "Pipe results of Invoke-IotThingsService, Invoke-IotThingService or Set-IotDeviceProperty, or a journal of such a run from Get-IotJournal.");

    /// <summary>What is known by the status alone: a command that never got to its devices needs no waiting.</summary>
    private static (ExecutionStatus Status, string Message)? KnownOf(PSObject result, string status, string? reason, bool hasSentAt)
    {
        switch (status)
        {
            case nameof(ExecutionStatus.Executed) or nameof(ExecutionStatus.Failed):
            case nameof(DeliveryStatus.Accepted) or nameof(ExecutionStatus.Offline) or nameof(ExecutionStatus.NoAnswer) or nameof(ExecutionStatus.NotHeard)
                when hasSentAt:
            case nameof(DeliveryStatus.Unknown) when hasSentAt:
                return null;
            case nameof(DeliveryStatus.Accepted) or nameof(ExecutionStatus.Offline) or nameof(ExecutionStatus.NoAnswer) or nameof(ExecutionStatus.NotHeard):
                throw NotWaitable(result, "it does not say when it was sent");
            case nameof(DeliveryStatus.Unknown):
                return (ExecutionStatus.Unknown, Explain("The reply to the call was lost, and it is not known when it was sent", reason));
            case nameof(DeliveryStatus.Rejected) when hasSentAt:
                return (ExecutionStatus.Rejected, Explain("The gateway rejected the call", reason));
            case nameof(DeliveryStatus.Rejected) or nameof(ExecutionStatus.NotSent):
                return (ExecutionStatus.NotSent, Explain("Nothing was sent", reason));
            default:
                throw NotWaitable(result, $"its Status is {status}");
        }
    }

    private static string Explain(string message, string? reason) => reason is null ? $"{message}." : $"{message}: {reason.TrimEnd('.')}.";

    /// <summary>The parameters in the order in which the calls have them, by which a journal knows the command.</summary>
    private static List<RpcParameter> CreateParameters(string productKey, string? identifier, string? args, string? property, int? qos)
    {
        List<RpcParameter> parameters = identifier is null
            ? [new("Items", property!), new("ProductKey", productKey)]
            : [new("Args", args!), new("Identifier", identifier), new("ProductKey", productKey)];
        if (qos is int number)
        {
            parameters.Add(new RpcParameter("Qos", number.ToString(CultureInfo.InvariantCulture)));
        }

        return parameters;
    }

    private static string? CheckProperty(PSObject result, string? property)
    {
        try
        {
            return property is null ? null : JsonObjectText.Parse(property, "Property").Json;
        }
        catch (IotArgumentException exception)
        {
            throw NotWaitable(result, exception.Message.TrimEnd('.'));
        }
    }

    private static List<string> ReadNames(PSObject result)
    {
        List<string> names = [];
        foreach (object? value in DeviceNameParser.Flatten(result.Properties["DeviceName"]?.Value))
        {
            if (DeviceNameParser.ParseValue(value) is { Length: > 0 } name)
            {
                names.Add(name);
            }
        }

        return names.Count > 0 ? names : throw NotWaitable(result, "it has no DeviceName");
    }

    private static JsonElement? AnswerOf(string? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(PSObject result, string property) => PSValue.Unwrap(result.Properties[property]?.Value) switch
    {
        null => null,
        IFormattable value and not Enum => value.ToString(null, CultureInfo.InvariantCulture),
        object value => value.ToString() is { Length: > 0 } text ? text : null,
    };

    /// <summary>The times of results are in UTC. A text has lost that, and the parts of its second.</summary>
    private static DateTimeOffset? TimeOf(object? value) => PSValue.Unwrap(value) switch
    {
        DateTime { Kind: DateTimeKind.Local } time => time.ToUniversalTime(),
        DateTime time => new DateTimeOffset(time.Ticks, TimeSpan.Zero),
        DateTimeOffset time => time,
        string text when DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) => time,
        _ => null,
    };
}

/// <summary>A result, as far as a wait needs it.</summary>
/// <param name="Command">The command.</param>
internal sealed record SentResult(SentCommand Command)
{
    public required IReadOnlyList<string> DeviceName { get; init; }

    /// <summary>Whether it is the outcome of an earlier wait, to which nothing can be added.</summary>
    public bool IsOutcome { get; init; }

    /// <summary>What became of the command, where no waiting is needed to know it.</summary>
    public (ExecutionStatus Status, string Message)? Known { get; init; }

    public string? Code { get; init; }

    /// <summary>What the device answered to the call itself; null where the call did not wait for it.</summary>
    public JsonElement? Answer { get; init; }
}
