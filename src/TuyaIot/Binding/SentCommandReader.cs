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
        return new SentResult(command, status, sentAt is not null)
        {
            DeviceName = ReadNames(result),
            Code = TextOf(result, "Code"),
            Message = TextOf(result, "ErrorMessage") ?? TextOf(result, "Message"),
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
/// <param name="Status">What the result says.</param>
/// <param name="HasSentAt">Whether it is known when it was sent.</param>
internal sealed record SentResult(SentCommand Command, string Status, bool HasSentAt)
{
    public required IReadOnlyList<string> DeviceName { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    /// <summary>What the device answered to the call itself; null where the call did not wait for it.</summary>
    public JsonElement? Answer { get; init; }
}
