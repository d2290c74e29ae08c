using System;
using System.Collections.Generic;
using System.Threading;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Messages;

/// <summary>
/// Publishes the messages of a fleet when they are due. They are made under the gateway's lock and published outside of it, since to
/// publish is to write to sockets.
/// </summary>
internal sealed class MessagePump : IDisposable
{
    private readonly object _gatewayLock;
    private readonly Fleet _fleet;
    private readonly MessageFeed _feed;
    private readonly Func<DateTimeOffset> _now;
    private readonly Action<IReadOnlyList<DeviceMessage>> _publish;
    private readonly ITimer _timer;
    private bool _isDisposed;

    internal MessagePump(
        object gatewayLock,
        Fleet fleet,
        MessageFeed feed,
        TimeProvider time,
        Func<DateTimeOffset> now,
        Action<IReadOnlyList<DeviceMessage>> publish)
    {
        _gatewayLock = gatewayLock;
        _fleet = fleet;
        _feed = feed;
        _now = now;
        _publish = publish;
        _timer = time.CreateTimer(_ => Run(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Publishes what is due now, and again when the next message is.</summary>
    internal void Run()
    {
        IReadOnlyList<DeviceMessage> messages;
        lock (_gatewayLock)
        {
            if (_isDisposed)
            {
                return;
            }

            DateTimeOffset now = _now();
            _fleet.Agenda.Advance(now);
            messages = _feed.Take();
            if (_fleet.Agenda.Next is { } next)
            {
                _timer.Change(next - now, Timeout.InfiniteTimeSpan);
            }
        }

        if (messages.Count > 0)
        {
            _publish(messages);
        }
    }

    public void Dispose()
    {
        lock (_gatewayLock)
        {
            _isDisposed = true;
        }

        _timer.Dispose();
    }
}
