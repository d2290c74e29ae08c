using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Messages;

namespace TuyaIot.Execution;

/// <summary>
/// Messages of which no command is known yet: a device may answer before the call that told it does. There are only so many; the oldest
/// go first.
/// </summary>
/// <param name="capacity">The most messages.</param>
internal sealed class EarlyMessages(int capacity)
{
    private readonly Dictionary<DeviceId, LinkedList<DeviceMessage>> _byDevice = [];
    private readonly Queue<(DeviceId Device, DeviceMessage Message)> _all = new();

    /// <summary>When the latest message was generated that had to go, by the gateway's clock; null where none had to.</summary>
    private DateTimeOffset? _droppedUntil;

    /// <summary>When one had to go that does not say when it was generated, by this machine's clock; null where none had to.</summary>
    private DateTimeOffset? _droppedTimelessAt;

    /// <summary>Whether a message had to go that may have been evidence for a command.</summary>
    public bool MayHaveDropped(OpenCommand command) => _droppedUntil >= command.EarliestSend || _droppedTimelessAt >= command.Sent.SentAt;

    public void Add(DeviceId device, DeviceMessage message, DateTimeOffset now)
    {
        if (_all.Count == capacity)
        {
            DropOldest(now);
        }

        DeviceMessage kept = Shorten(message);
        if (!_byDevice.TryGetValue(device, out LinkedList<DeviceMessage>? messages))
        {
            _byDevice[device] = messages = new LinkedList<DeviceMessage>();
        }

        messages.AddLast(kept);
        _all.Enqueue((device, kept));
    }

    /// <summary>Gives the messages of a device, and keeps those that are not taken.</summary>
    public void Offer(DeviceId device, Func<DeviceMessage, bool> take)
    {
        if (!_byDevice.TryGetValue(device, out LinkedList<DeviceMessage>? messages))
        {
            return;
        }

        for (LinkedListNode<DeviceMessage>? node = messages.First; node is not null;)
        {
            LinkedListNode<DeviceMessage>? next = node.Next;
            if (take(node.Value))
            {
                messages.Remove(node);
            }

            node = next;
        }

        if (messages.Count == 0)
        {
            _byDevice.Remove(device);
        }
    }

    public void Clear()
    {
        _byDevice.Clear();
        _all.Clear();
    }

    private void DropOldest(DateTimeOffset now)
    {
        (DeviceId device, DeviceMessage message) = _all.Dequeue();
        if (!_byDevice.TryGetValue(device, out LinkedList<DeviceMessage>? messages) || !ReferenceEquals(messages.First!.Value, message))
        {
            // It was taken.
            return;
        }

        messages.RemoveFirst();
        if (messages.Count == 0)
        {
            _byDevice.Remove(device);
        }

        if (message.GeneratedAt is not DateTimeOffset generatedAt)
        {
            _droppedTimelessAt = now;
        }
        else if (!(_droppedUntil > generatedAt))
        {
            _droppedUntil = generatedAt;
        }
    }

    /// <summary>Without the body, of which the rest was made.</summary>
    private static DeviceMessage Shorten(DeviceMessage message) => message switch
    {
        ReplyMessage reply => reply with { Content = default, Body = null, Data = reply.Data?.Clone() },
        PropertyMessage report => report with
        {
            Content = default,
            Body = null,
            Items = [.. report.Items.Select(static item => item with { Value = item.Value.Clone() })],
        },
        _ => message with { Content = default, Body = null },
    };
}

/// <summary>A device, whose name is unique within its product.</summary>
internal readonly record struct DeviceId(string ProductKey, string DeviceName);
