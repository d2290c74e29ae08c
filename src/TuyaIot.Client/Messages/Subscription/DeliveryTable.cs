using System;
using System.Collections.Generic;
using System.Globalization;
using Amqp;

namespace TuyaIot.Messages.Subscription;

/// <summary>
/// The messages in hand, and the ids of those that were settled. The gateway pushes a message again when it has not seen it settled in
/// time, or when a connection was lost, so the same one may come twice.
/// </summary>
internal sealed class DeliveryTable
{
    /// <summary>At the documented 1,000 messages a second, those of the 30 seconds after which an unsettled one is pushed again.</summary>
    private const int MaxSettled = 32_768;

    private readonly object _gate = new();
    private readonly Dictionary<string, OpenDelivery> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _settled = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private long _nameless;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Takes a message in. Null where it came before: one that was settled is settled again, and one in hand will be.</summary>
    public OpenDelivery? Add(MessageLink link, Message message, DeviceMessage parsed)
    {
        lock (_gate)
        {
            string key = parsed.MessageId is { Length: > 0 } id ? id : "\0" + (++_nameless).ToString(CultureInfo.InvariantCulture);
            if (_settled.Contains(key))
            {
                link.Accept(message);
                return null;
            }

            bool isNew = !_open.TryGetValue(key, out OpenDelivery? delivery);
            if (isNew)
            {
                delivery = new OpenDelivery(key, parsed, Settle);
                _open.Add(key, delivery);
            }

            delivery!.Copies.Add((link, message));
            return isNew ? delivery : null;
        }
    }

    /// <summary>Forgets a message that nobody has seen. The gateway pushes it again.</summary>
    public void Forget(OpenDelivery delivery)
    {
        lock (_gate)
        {
            _open.Remove(delivery.Key);
        }
    }

    /// <summary>Gives every message in hand back to the gateway.</summary>
    public void ReleaseAll()
    {
        lock (_gate)
        {
            foreach (OpenDelivery delivery in _open.Values)
            {
                foreach ((MessageLink link, Message message) in delivery.Copies)
                {
                    link.Release(message);
                }
            }

            _open.Clear();
        }
    }

    private void Settle(OpenDelivery delivery)
    {
        lock (_gate)
        {
            if (!_open.Remove(delivery.Key))
            {
                return;
            }

            foreach ((MessageLink link, Message message) in delivery.Copies)
            {
                link.Accept(message);
            }

            if (_settled.Add(delivery.Key))
            {
                _order.Enqueue(delivery.Key);
                if (_order.Count > MaxSettled)
                {
                    _settled.Remove(_order.Dequeue());
                }
            }
        }
    }
}
