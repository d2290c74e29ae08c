using System;
using System.Collections.Generic;
using System.Text;
using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace TuyaIot.Messages.Subscription;

/// <summary>Finds the topic, the id, the time and the body of a message of the wire. It never throws: an exception would end the connection.</summary>
internal static class MessageDecoder
{
    /// <summary>The field's place in the properties of a message.</summary>
    private const int CreationTimeField = 9;

    public static DeviceMessage Decode(Message message) => MessageParser.Parse(
        Find(message, "topic"),
        Find(message, "messageId") ?? message.Properties?.GetMessageId(),
        Find(message, "generateTime") ?? FindTime(message.Properties),
        ReadBody(message.BodySection));

    /// <summary>An application property. Their names are found in any case, as those of fields are.</summary>
    private static object? Find(Message message, string name)
    {
        if (message.ApplicationProperties?.Map is not { } map)
        {
            return null;
        }

        if (map.TryGetValue(name, out object? found))
        {
            return found;
        }

        foreach (KeyValuePair<object, object> pair in map)
        {
            if (pair.Key is string key && key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return pair.Value;
            }
        }

        return null;
    }

    private static DateTime? FindTime(Properties? properties) => properties?.HasField(CreationTimeField) is true ? properties.CreationTime : null;

    /// <summary>The body is documented as bytes; other libraries write a text.</summary>
    private static byte[] ReadBody(RestrictedDescribed? body) => body switch
    {
        Data data => data.Binary ?? [],
        DataList list => Join(list),
        AmqpValue { Value: byte[] bytes } => bytes,
        AmqpValue { Value: string text } => Encoding.UTF8.GetBytes(text),
        _ => [],
    };

    private static byte[] Join(DataList list)
    {
        List<byte> whole = [];
        for (int i = 0; i < list.Count; i++)
        {
            whole.AddRange(list[i].Binary ?? []);
        }

        return [.. whole];
    }
}
