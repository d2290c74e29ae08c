using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Amqp;
using Amqp.Framing;
using Microsoft.Coyote.Specifications;
using TuyaIot.Messages.Subscription;

namespace TuyaIot.Concurrency.Tests;

/// <summary>
/// A consumer group at the gateway: it pushes what is not accepted, the first message twice, and takes note of what becomes of each. What a
/// lost link had not settled is pushed again.
/// </summary>
internal sealed class MessageGroup
{
    private static readonly ConcurrentDictionary<string, MessageGroup> Groups = new();

    private readonly object _gate = new();
    private readonly Queue<string> _waiting;
    private readonly Dictionary<Message, string> _pushed = [];
    private readonly HashSet<string> _accepted = [];
    private readonly List<Task> _pushing = [];
    private MessageLink? _link;
    private MessageLink? _drained;

    public MessageGroup(string id, int messages)
    {
        Groups[id] = this;
        _waiting = new Queue<string>(Enumerable.Range(1, messages).Select(static number => $"message{number}").Append("message1"));
    }

    public int Accepted
    {
        get
        {
            lock (_gate)
            {
                return _accepted.Count;
            }
        }
    }

    /// <summary>How many messages the last link has neither accepted nor released.</summary>
    public int Unsettled
    {
        get
        {
            lock (_gate)
            {
                return _pushed.Count;
            }
        }
    }

    public static MessageGroup Of(string id) => Groups[id];

    public MessageLink Attach()
    {
        lock (_gate)
        {
            return _link = new MessageLink(this);
        }
    }

    public void Start(MessageLink link, Action<MessageLink, Message> onMessage)
    {
        lock (_gate)
        {
            _pushing.Add(Task.Run(() => PushAsync(link, onMessage)));
        }
    }

    public void Settle(MessageLink link, Message message, bool isAccepted)
    {
        lock (_gate)
        {
            if (link != _link)
            {
                return;
            }

            Specification.Assert(_pushed.Remove(message, out string? id), "A message was settled twice.");
            if (isAccepted)
            {
                _accepted.Add(id!);
            }
            else
            {
                _waiting.Enqueue(id!);
            }
        }
    }

    /// <summary>Sends no more on a link.</summary>
    public void Drain(MessageLink link)
    {
        lock (_gate)
        {
            _drained = link;
        }
    }

    /// <summary>Waits for what is under way.</summary>
    public async Task QuietAsync()
    {
        Task[] pushing;
        lock (_gate)
        {
            pushing = [.. _pushing];
        }

        await Task.WhenAll(pushing);
    }

    public void LoseLink()
    {
        MessageLink? lost;
        lock (_gate)
        {
            lost = _link;
            _link = null;
            foreach (string id in _pushed.Values)
            {
                _waiting.Enqueue(id);
            }

            _pushed.Clear();
        }

        lost?.Lose();
    }

    private async Task PushAsync(MessageLink link, Action<MessageLink, Message> onMessage)
    {
        while (true)
        {
            Message message;
            lock (_gate)
            {
                if (link != _link || link == _drained || _waiting.Count == 0)
                {
                    return;
                }

                string id = _waiting.Dequeue();
                message = new Message("{}") { Properties = new Properties { MessageId = id } };
                _pushed.Add(message, id);
            }

            await Task.Yield();
            onMessage(link, message);
        }
    }
}
