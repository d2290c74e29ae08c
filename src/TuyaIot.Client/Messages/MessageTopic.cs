using System;
using TuyaIot.Replies;

namespace TuyaIot.Messages;

/// <summary>
/// What a topic says of its message. The topics are those of the platform's table of message formats, and the one of replies, which the
/// API that the platform models pushes.
/// </summary>
/// <param name="Kind">What the message is about.</param>
/// <param name="ProductKey">The product; null where the topic names none.</param>
/// <param name="DeviceName">The device; null where the topic names none.</param>
/// <param name="Identifier">The event; null where the topic names none.</param>
/// <param name="IsHistory">Whether it is of the past, sent later.</param>
/// <param name="IsDiscovery">Whether a gateway found devices.</param>
internal readonly record struct MessageTopic(
    MessageKind Kind,
    string? ProductKey = null,
    string? DeviceName = null,
    string? Identifier = null,
    bool IsHistory = false,
    bool IsDiscovery = false)
{
    public static MessageTopic Parse(string topic)
    {
        string[] parts = LogSanitizer.MakeVisible(topic).Trim('/').Split('/');
        return Read(parts[0] == "sys" ? parts.AsSpan(1) : parts);
    }

    /// <summary>/product/device, then what it is about; the status and the progress of an upgrade job have forms of their own.</summary>
    private static MessageTopic Read(ReadOnlySpan<string> parts)
    {
        switch (parts)
        {
            case ["as", "mqtt", "status", _, _]:
                return new MessageTopic(MessageKind.Status, parts[3], parts[4]);
            case [_, _, "user", ..]:
                return new MessageTopic(MessageKind.Custom, parts[0], parts[1]);
            case [_, _, "ota", _, ..]:
                return new MessageTopic(MessageKind.Ota, parts[0], parts[1]);
            case [_, _, _, "ota", "job", ..]:
                return new MessageTopic(MessageKind.Ota, parts[0]);
            case [_, _, "thing", _, ..]:
                return ReadThing(parts) with { ProductKey = parts[0], DeviceName = parts[1] };
            default:
                return new MessageTopic(MessageKind.Custom);
        }
    }

    private static MessageTopic ReadThing(ReadOnlySpan<string> parts)
    {
        bool isHistory = parts.Length > 6 && parts[5] == "history";
        return parts[3] switch
        {
            "event" when parts.Length > 5 && parts[4] == "property" => new MessageTopic(MessageKind.Property, IsHistory: isHistory),
            "event" when parts.Length > 5 => new MessageTopic(MessageKind.Event, Identifier: parts[4], IsHistory: isHistory),
            "downlink" when parts.Length > 4 && parts[4] == "reply" => new MessageTopic(MessageKind.Reply),
            "lifecycle" => new MessageTopic(MessageKind.Lifecycle),
            "topo" => new MessageTopic(MessageKind.Topology),
            "list" => new MessageTopic(MessageKind.Topology, IsDiscovery: true),
            _ => new MessageTopic(MessageKind.Custom),
        };
    }
}
