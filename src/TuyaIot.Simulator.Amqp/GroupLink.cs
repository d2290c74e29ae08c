using System;
using System.Collections.Generic;
using System.Threading;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;

namespace TuyaIot.Simulator.Amqp;

/// <summary>The link of one client as a member of its group.</summary>
internal sealed class GroupLink : IGroupMember
{
    private readonly ListenerLink _link;
    private readonly ConsumerGroup _group;
    private readonly SocketTransport _transport;
    private readonly List<ITimer> _timers = [];
    private volatile bool _isClosed;

    internal GroupLink(ListenerLink link, ConsumerGroup group, SocketTransport transport, TimeProvider time)
    {
        _link = link;
        _group = group;
        _transport = transport;
        link.InitializeSender(OnCredit, OnDisposed, state: null);
        link.Closed += (_, _) => Leave();
        foreach ((TimeSpan after, LinkFault fault) in group.Add(this))
        {
            _timers.Add(time.CreateTimer(_ => Fail(fault), state: null, after, Timeout.InfiniteTimeSpan));
        }
    }

    internal bool IsClosed => _isClosed;

    public bool TrySend(Push push)
    {
        try
        {
            _link.SendMessage(push);
        }
        catch (Exception gone) when (gone is AmqpException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }

        if (_link.SettleOnSend)
        {
            _group.Settle(push, Settlement.Accepted);
        }

        return true;
    }

    public void Fail(LinkFault fault)
    {
        if (_isClosed)
        {
            return;
        }

        if (fault.Kind == LinkFaultKind.Starve)
        {
            _group.Starve(this, fault.Length);
            return;
        }

        Leave();
        try
        {
            if (fault.Kind == LinkFaultKind.Vanish)
            {
                _transport.Abort();
            }
            else if (fault.Kind == LinkFaultKind.EndSession)
            {
                _link.Session.Close(TimeSpan.Zero);
            }
            else
            {
                _link.Close(TimeSpan.Zero, fault.Condition is { } condition ? new Error(condition) { Description = "A fault of the simulator." } : null);
            }
        }
        catch (Exception gone) when (gone is AmqpException or ObjectDisposedException or InvalidOperationException)
        {
            // The client has left by itself.
        }
    }

    private void OnCredit(int credit, Fields properties, object state)
    {
        _group.AddCredit(this, credit);
        if (_link.IsDraining)
        {
            _group.AddCredit(this, -1);
            _link.CompleteDrain();
        }
    }

    private void OnDisposed(Message message, DeliveryState state, bool isSettled, object context)
    {
        // When a link ends, the library releases in its own name what the client has not settled.
        if (_isClosed)
        {
            return;
        }

        if (!isSettled)
        {
            _link.DisposeMessage(message, state, settled: true);
        }

        _group.Settle((Push)message, state switch
        {
            Accepted => Settlement.Accepted,
            Released or Modified => Settlement.Released,
            _ => Settlement.Refused,
        });
    }

    private void Leave()
    {
        _isClosed = true;
        _timers.ForEach(static timer => timer.Dispose());
        _group.Remove(this);
    }
}
