using System;
using System.Collections.Generic;
using System.Text.Json;

namespace TuyaIot.Messages;

/// <summary>A message that the gateway pushed. What a kind has of its own is in a type of its own.</summary>
/// <param name="MessageId">The gateway's id of the message, the same when it is pushed again; null where it has none.</param>
/// <param name="Topic">Its topic.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="GeneratedAt">When the gateway made it, by the gateway's clock; null where it does not say.</param>
internal record DeviceMessage(string? MessageId, string Topic, MessageKind Kind, DateTimeOffset? GeneratedAt)
{
    public string? ProductKey { get; init; }

    public string? DeviceName { get; init; }

    public string? IotId { get; init; }

    /// <summary>The body as it came.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The body where it is JSON. Every name and text in it can be read.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>Not the body, which may hold a secret.</summary>
    public sealed override string ToString() => $"{Kind} {MessageId}";
}

/// <summary>A message whose body has another form than its kind's.</summary>
internal sealed record UnreadableMessage(string? MessageId, string Topic, MessageKind Kind, DateTimeOffset? GeneratedAt)
    : DeviceMessage(MessageId, Topic, Kind, GeneratedAt)
{
    /// <summary>What is wrong with it.</summary>
    public required string Reason { get; init; }
}

/// <summary>A device answered a command.</summary>
internal sealed record ReplyMessage(string? MessageId, string Topic, DateTimeOffset? GeneratedAt)
    : DeviceMessage(MessageId, Topic, MessageKind.Reply, GeneratedAt)
{
    /// <summary>The MessageId that the call of the command gave.</summary>
    public string? RequestId { get; init; }

    /// <summary>200: the device did it. 9200, 9201: it was not connected. Others: it did not do it.</summary>
    public int? Code { get; init; }

    public string? Text { get; init; }

    /// <summary>The topic of the command, which ends in thing/service/&lt;identifier&gt; with or without _reply.</summary>
    public string? CommandTopic { get; init; }

    /// <summary>What the device answered with.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>When the platform had the answer, by the gateway's clock.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>A device reported properties.</summary>
internal sealed record PropertyMessage(string? MessageId, string Topic, DateTimeOffset? GeneratedAt)
    : DeviceMessage(MessageId, Topic, MessageKind.Property, GeneratedAt)
{
    public IReadOnlyList<ReportedProperty> Items { get; init; } = [];

    /// <summary>Whether they are values of the past, sent later.</summary>
    public bool IsHistory { get; init; }
}

/// <summary>One property of a report.</summary>
/// <param name="Identifier">The property; module:identifier in a module.</param>
/// <param name="Value">Its value.</param>
/// <param name="Time">When the device had it, by the device's clock.</param>
internal readonly record struct ReportedProperty(string Identifier, JsonElement Value, DateTimeOffset? Time);

/// <summary>A device reported an event.</summary>
internal sealed record EventMessage(string? MessageId, string Topic, DateTimeOffset? GeneratedAt)
    : DeviceMessage(MessageId, Topic, MessageKind.Event, GeneratedAt)
{
    public string? Identifier { get; init; }

    /// <summary>info, alert or error.</summary>
    public string? EventType { get; init; }

    /// <summary>The output parameters of the event.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>When it happened, by the device's clock.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Whether it is of the past, sent later.</summary>
    public bool IsHistory { get; init; }
}

/// <summary>A device went online or offline. Messages of a device have no order; <see cref="ChangedAt"/> gives it.</summary>
internal sealed record StatusMessage(string? MessageId, string Topic, DateTimeOffset? GeneratedAt)
    : DeviceMessage(MessageId, Topic, MessageKind.Status, GeneratedAt)
{
    /// <summary>online or offline.</summary>
    public string? Status { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }
}

/// <summary>A device, or its topology, was changed on the platform; or its firmware.</summary>
internal sealed record ActionMessage(string? MessageId, string Topic, MessageKind Kind, DateTimeOffset? GeneratedAt)
    : DeviceMessage(MessageId, Topic, Kind, GeneratedAt)
{
    /// <summary>create, delete, enable, disable, add, remove; the status of an upgrade.</summary>
    public string? Action { get; init; }
}
