using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Compatibility;
using TuyaIot.Replies;

namespace TuyaIot.Messages;

/// <summary>
/// Reads a pushed message: its topic says what it is about, its body is JSON with keys in any case. A body of another form than its kind's
/// makes an <see cref="UnreadableMessage"/>. It never throws.
/// </summary>
internal static class MessageParser
{
    /// <param name="topic">The application property topic.</param>
    /// <param name="messageId">The application property messageId.</param>
    /// <param name="generateTime">The application property generateTime: milliseconds, also as text, or a time.</param>
    /// <param name="content">The body.</param>
    public static DeviceMessage Parse(object? topic, object? messageId, object? generateTime, ReadOnlyMemory<byte> content)
    {
        string name = ReadName(topic) ?? string.Empty;
        MessageTopic parsed = MessageTopic.Parse(name);
        JsonElement? body = ReadJson(content);

        // The body of a custom message is what the device sent: no field of it is the platform's.
        MessageFields? fields = parsed.Kind is not MessageKind.Custom && body is { ValueKind: JsonValueKind.Object } json ? new MessageFields(json) : null;
        DateTimeOffset? generatedAt = ReadTime(generateTime) ?? ToOffset(fields?.GmtCreate ?? fields?.MessageCreateTime ?? fields?.UtcTime);
        Head head = new(ReadName(messageId), name, generatedAt, parsed);
        DeviceMessage message = (head.Kind, fields) switch
        {
            (MessageKind.Custom, _) => new DeviceMessage(head.MessageId, head.Topic, head.Kind, head.GeneratedAt),
            (_, null) => Unreadable(head, body is null ? "it is not JSON" : "it is not a JSON object"),
            (MessageKind.Property, _) => ReadProperty(head, fields),
            (MessageKind.Event, _) => ReadEvent(head, fields),
            (MessageKind.Status, _) => ReadStatus(head, fields),
            (MessageKind.Reply, _) => ReadReply(head, fields),
            _ => ReadAction(head, fields),
        };

        // The platform made the topic; a device may have had a hand in the body.
        return message with
        {
            ProductKey = parsed.ProductKey,
            DeviceName = parsed.DeviceName ?? fields?.DeviceName ?? fields?.GwDeviceName,
            IotId = fields?.IotId ?? fields?.GwIotId,
            Content = content,
            Body = body,
        };
    }

    private static DeviceMessage ReadProperty(Head head, MessageFields fields)
    {
        List<ReportedProperty> items = [];
        return ReadItems(fields.Items, items)
            ? new PropertyMessage(head.MessageId, head.Topic, head.GeneratedAt) { Items = items, IsHistory = head.Parsed.IsHistory }
            : Unreadable(head, "it has no items");
    }

    /// <summary>An object of properties. Of the past, a property may have a list of values, or the object be one of a list.</summary>
    private static bool ReadItems(JsonElement? json, List<ReportedProperty> items)
    {
        switch (json)
        {
            case { ValueKind: JsonValueKind.Array } list:
                foreach (JsonElement entry in list.EnumerateArray())
                {
                    ReadItems(entry.ValueKind is JsonValueKind.Object ? entry : null, items);
                }

                return true;
            case { ValueKind: JsonValueKind.Object } properties:
                foreach (JsonProperty property in properties.EnumerateObject())
                {
                    ReadItem(LogSanitizer.MakeVisible(property.Name), property.Value, items);
                }

                return true;
            default:
                return false;
        }
    }

    private static void ReadItem(string identifier, JsonElement json, List<ReportedProperty> items)
    {
        if (json.ValueKind is JsonValueKind.Array)
        {
            foreach (JsonElement entry in json.EnumerateArray())
            {
                items.Add(ReadValue(identifier, entry));
            }
        }
        else
        {
            items.Add(ReadValue(identifier, json));
        }
    }

    private static ReportedProperty ReadValue(string identifier, JsonElement json) => ApiList.FindProperty(json, "value") is JsonElement value
        ? new ReportedProperty(identifier, value, ToOffset(TolerantTimeConverter.ReadField(json, "time")))
        : new ReportedProperty(identifier, json, null);

    private static EventMessage ReadEvent(Head head, MessageFields fields) => new(head.MessageId, head.Topic, head.GeneratedAt)
    {
        Identifier = fields.Identifier ?? head.Parsed.Identifier,
        EventType = fields.Type,
        Data = fields.Value,
        Time = ToOffset(fields.Time),
        IsHistory = head.Parsed.IsHistory,
    };

    /// <summary>The field time has no zone, so it is of no use unless it is a number.</summary>
    private static DeviceMessage ReadStatus(Head head, MessageFields fields) => string.IsNullOrWhiteSpace(fields.Status)
        ? Unreadable(head, "it has no status")
        : new StatusMessage(head.MessageId, head.Topic, head.GeneratedAt)
        {
            Status = fields.Status!.Trim().ToLowerInvariant(),
            ChangedAt = ToOffset(fields.UtcTime ?? fields.Time),
        };

    private static DeviceMessage ReadReply(Head head, MessageFields fields) => fields.Code is not (>= int.MinValue and <= int.MaxValue and long code)
        ? Unreadable(head, "it has no code")
        : new ReplyMessage(head.MessageId, head.Topic, head.GeneratedAt)
        {
            RequestId = fields.RequestId,
            Code = (int)code,
            Text = LogSanitizer.Clean(fields.Message),
            CommandTopic = fields.Topic,
            Data = fields.Data,
            AnsweredAt = ToOffset(fields.GmtCreate),
        };

    private static DeviceMessage ReadAction(Head head, MessageFields fields)
    {
        string? action = head.Parsed.IsDiscovery ? "found" : fields.Action ?? fields.Status;
        return string.IsNullOrWhiteSpace(action) && head.Kind is not MessageKind.Ota
            ? Unreadable(head, "it has no action")
            : new ActionMessage(head.MessageId, head.Topic, head.Kind, head.GeneratedAt) { Action = action };
    }

    private static UnreadableMessage Unreadable(Head head, string reason) =>
        new(head.MessageId, head.Topic, head.Kind, head.GeneratedAt) { Reason = reason };

    /// <summary>Null where the bytes are no JSON. Every name and text of it can be read.</summary>
    private static JsonElement? ReadJson(ReadOnlyMemory<byte> content)
    {
        ReadOnlyMemory<byte> text = content.Span.StartsWith("\uFEFF"u8) ? content.Slice(3) : content;
        if (!RuntimeCompat.IsUtf8(text.Span))
        {
            text = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text.ToArray()));
        }

        try
        {
            Utf8JsonReader reader = new(HalfSurrogates.WriteOut(text).Span);
            JsonElement json = JsonElement.ParseValue(ref reader);

            // Throws where anything follows, which makes it no JSON.
            reader.Read();
            return json;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? ReadName(object? value)
    {
        string? name = value switch
        {
            null => null,
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
        return name is null ? null : LogSanitizer.MakeVisible(name);
    }

    private static DateTimeOffset? ReadTime(object? value) => value switch
    {
        DateTime time => new DateTimeOffset(time.ToUniversalTime()),
        _ => long.TryParse(ReadName(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long milliseconds)
            ? ToOffset(TolerantTimeConverter.FromMilliseconds(milliseconds))
            : null,
    };

    private static DateTimeOffset? ToOffset(DateTime? utc) => utc is DateTime time ? new DateTimeOffset(time, TimeSpan.Zero) : null;

    /// <summary>What stands beside the body.</summary>
    private sealed record Head(string? MessageId, string Topic, DateTimeOffset? GeneratedAt, MessageTopic Parsed)
    {
        public MessageKind Kind => Parsed.Kind;
    }
}
