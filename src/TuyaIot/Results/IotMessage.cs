using System;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Messages;
using TuyaIot.Replies;
using TuyaIot.Results;

namespace TuyaIot;

/// <summary>A message that the gateway pushed. What belongs to another kind is null. Its DeviceName and ProductKey bind to the commands for devices.</summary>
public sealed class IotMessage
{
    private readonly DeviceMessage _message;
    private readonly JsonElement? _data;
    private object? _read;
    private string? _raw;

    internal IotMessage(DeviceMessage message)
    {
        _message = message;
        switch (message)
        {
            case PropertyMessage property:
                IsHistory = property.IsHistory;
                break;
            case EventMessage happened:
                Event = happened.Identifier;
                EventType = happened.EventType;
                Time = ToUtc(happened.Time);
                IsHistory = happened.IsHistory;
                _data = happened.Data;
                break;
            case StatusMessage status:
                Status = status.Status;
                Time = ToUtc(status.ChangedAt);
                break;
            case ReplyMessage reply:
                Code = reply.Code;
                Text = reply.Text;
                RequestId = reply.RequestId;
                CommandTopic = reply.CommandTopic;
                Time = ToUtc(reply.AnsweredAt);
                _data = reply.Data;
                break;
            case ActionMessage action:
                Action = action.Action;
                break;
            default:
                _data = message.Body;
                break;
        }
    }

    /// <summary>When the gateway made the message, in UTC; null where it does not say.</summary>
    public DateTime? GeneratedAt => ToUtc(_message.GeneratedAt);

    /// <summary>Property, Event, Status, Lifecycle, Topology, Reply, Ota or Custom. It is text, so that it means the same after every way of saving it.</summary>
    public string Kind => _message.Kind.ToString();

    /// <summary>The product.</summary>
    public string? ProductKey => _message.ProductKey;

    /// <summary>The device; null where the message is about none.</summary>
    public string? DeviceName => _message.DeviceName;

    /// <summary>The ID of the device.</summary>
    public string? IotId => _message.IotId;

    /// <summary>The gateway's ID of the message, the same when it is pushed again.</summary>
    public string? MessageId => _message.MessageId;

    /// <summary>The topic, which says what the message is about.</summary>
    public string Topic => _message.Topic;

    /// <summary>The event that a device reported.</summary>
    public string? Event { get; }

    /// <summary>info, alert or error for an event.</summary>
    public string? EventType { get; }

    /// <summary>online or offline.</summary>
    public string? Status { get; }

    /// <summary>create, delete, enable, disable, add, remove or found; the status of an upgrade.</summary>
    public string? Action { get; }

    /// <summary>The code of a reply. 200: the device did it.</summary>
    public int? Code { get; }

    /// <summary>The text of a reply.</summary>
    public string? Text { get; }

    /// <summary>The MessageId of the command that a reply answers.</summary>
    public string? RequestId { get; }

    /// <summary>The topic of the command that a reply answers.</summary>
    public string? CommandTopic { get; }

    /// <summary>When it happened, in UTC: by the device's clock for an event, by the gateway's for a status and a reply.</summary>
    public DateTime? Time { get; }

    /// <summary>Whether a report is of the past, sent later.</summary>
    public bool IsHistory { get; }

    /// <summary>
    /// The reported properties as an object, the output of an event, what a reply answered with, or a custom body: an object where it is
    /// JSON, text, or else its bytes. Secrets are masked.
    /// </summary>
    public object? Data => _read ??= ReadData();

    /// <summary>The body as JSON text; a body that is not JSON as text, and as Base64 where it is no text. Secrets are masked.</summary>
    public string Raw => _raw ??= ReadRaw();

    /// <summary>What the message says, in short.</summary>
    public override string ToString() => _message switch
    {
        PropertyMessage property => string.Join(", ", property.Items.Select(static item => $"{item.Identifier} = {RawJson.Mask(item.Value)}")),
        EventMessage => $"{Event} ({EventType})",
        StatusMessage => Status ?? string.Empty,
        ReplyMessage => FormattableString.Invariant($"{Code} {Text}"),
        ActionMessage => Action ?? string.Empty,
        _ => Raw,
    };

    private object? ReadData()
    {
        if (_message is not PropertyMessage property)
        {
            return _data is JsonElement json ? JsonValue.Parse(JsonValue.ToText(json)) : _message.Kind is MessageKind.Custom ? ReadBody() : null;
        }

        PSObject values = new();
        foreach (ReportedProperty item in property.Items)
        {
            values.Properties.Remove(item.Identifier);
            values.Properties.Add(new PSNoteProperty(item.Identifier, JsonValue.Parse(RawJson.Mask(item.Value))));
        }

        return values;
    }

    /// <summary>A body that is no JSON.</summary>
    private object ReadBody()
    {
        byte[] bytes = _message.Content.ToArray();
        string text = Encoding.UTF8.GetString(bytes);
        return Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(bytes) ? LogSanitizer.CleanValue(text) : bytes;
    }

    private string ReadRaw() => _message.Body is JsonElement body ? RawJson.Mask(body) : ReadBody() switch
    {
        byte[] bytes => Convert.ToBase64String(bytes),
        object text => (string)text,
    };

    private static DateTime? ToUtc(DateTimeOffset? time) => time?.UtcDateTime;
}
