using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace TuyaIot.Simulator.Amqp;

/// <summary>
/// The messages of one consumer group. One random member gets a message. A message that nobody settles in time is pushed again.
/// Nothing is sent under the lock: the library has locks of its own, and takes this one from within them.
/// </summary>
internal sealed class ConsumerGroup : IDisposable
{
    private const int BatchSize = 64;

    private static readonly TimeSpan MinWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private readonly PushOptions _options;
    private readonly IPushFaults? _faults;
    private readonly Random _random;
    private readonly ITimer _timer;
    private readonly LinkedList<QueuedMessage> _waiting = [];
    private readonly LinkedList<Push> _unsettled = [];
    private readonly List<(DateTimeOffset Time, bool IsReordered, QueuedMessage Queued)> _late = [];
    private readonly List<Member> _members = [];
    private readonly Queue<DateTimeOffset> _attempts = new();
    private DateTimeOffset? _armed;
    private bool _isDispatching;
    private int _clients;
    private PushCounts _counts;

    internal ConsumerGroup(string name, PushOptions options, int seed)
    {
        Name = name;
        _options = options;
        _faults = options.CreateFaults?.Invoke();
        _random = new Random(seed);
        _timer = options.TimeProvider.CreateTimer(_ => OnTimer(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal string Name { get; }

    internal PushCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return _counts with { Waiting = _waiting.Count + _late.Count + _unsettled.Count };
            }
        }
    }

    private DateTimeOffset Now => _options.TimeProvider.GetUtcNow();

    public void Dispose() => _timer.Dispose();

    /// <summary>Counts a connection attempt. The result is false if there were too many in the last minute.</summary>
    internal bool TryCountAttempt()
    {
        lock (_lock)
        {
            DateTimeOffset now = Now;
            while (_attempts.Count > 0 && now - _attempts.Peek() >= Minute)
            {
                _attempts.Dequeue();
            }

            _attempts.Enqueue(now);
            _counts = _counts with { AttemptsPerMinute = Math.Max(_counts.AttemptsPerMinute, _attempts.Count) };
            return _attempts.Count <= _options.MaxAttempts;
        }
    }

    /// <summary>Counts a client. The result is false if there are too many.</summary>
    internal bool TryEnter()
    {
        lock (_lock)
        {
            bool isFree = _clients < _options.MaxClients;
            _clients += isFree ? 1 : 0;
            return isFree;
        }
    }

    internal void Leave()
    {
        lock (_lock)
        {
            _clients--;
        }
    }

    internal void Publish(IReadOnlyList<PushedMessage> messages)
    {
        lock (_lock)
        {
            foreach (PushedMessage message in messages)
            {
                Enqueue(message, _faults?.Next(message) ?? default);
            }
        }

        Dispatch();
    }

    /// <summary>Adds a member, which has no credit yet. The result is what will happen to its link, each with its time from now.</summary>
    internal IReadOnlyList<KeyValuePair<TimeSpan, LinkFault>> Add(IGroupMember client)
    {
        lock (_lock)
        {
            _members.Add(new Member(client));
            return _faults?.NextOfLink() ?? [];
        }
    }

    /// <summary>Removes a member. What it was sent and has not settled is pushed again when its time is over.</summary>
    internal void Remove(IGroupMember client)
    {
        lock (_lock)
        {
            _members.RemoveAll(member => member.Client == client);
        }
    }

    /// <summary>Says how many more messages a member takes. A negative number takes back what it had.</summary>
    internal void AddCredit(IGroupMember client, int credit)
    {
        lock (_lock)
        {
            if (Find(client) is { } member)
            {
                member.Credit = credit < 0 ? 0 : member.Credit + credit;
            }
        }

        Dispatch();
    }

    /// <summary>Gives a member no messages for a while.</summary>
    internal void Starve(IGroupMember client, TimeSpan length)
    {
        lock (_lock)
        {
            if (Find(client) is { } member)
            {
                member.StarvesUntil = length == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : Now + length;
            }
        }

        Arm();
    }

    /// <summary>What a client says of a message. It is too late once the message is overdue.</summary>
    internal void Settle(Push push, Settlement settlement)
    {
        lock (_lock)
        {
            if (push.Place is null || settlement == Settlement.Refused)
            {
                return;
            }

            Take(push);
            if (settlement == Settlement.Released)
            {
                _waiting.AddFirst(push.Queued);
            }
            else
            {
                _counts = _counts with { Settled = _counts.Settled + 1 };
            }
        }

        if (settlement == Settlement.Released)
        {
            Dispatch();
        }
    }

    private void Take(Push push)
    {
        _unsettled.Remove(push.Place!);
        push.Place = null;
    }

    private Member? Find(IGroupMember client) => _members.Find(member => member.Client == client);

    private void Enqueue(PushedMessage message, PushFault fault)
    {
        QueuedMessage queued = new(message, fault.Link);
        if (fault.IsReordered || fault.Delay > TimeSpan.Zero)
        {
            _late.Add((Now + fault.Delay, fault.IsReordered, queued));
            return;
        }

        Enqueue(queued);
        if (fault.IsDuplicated)
        {
            Enqueue(new QueuedMessage(message, fault: null));
        }

        foreach ((DateTimeOffset _, bool _, QueuedMessage held) in _late.Where(static late => late.IsReordered).ToArray())
        {
            Enqueue(held);
        }

        _late.RemoveAll(static late => late.IsReordered);
    }

    private void Enqueue(QueuedMessage queued)
    {
        _waiting.AddLast(queued);
        while (_waiting.Count > _options.Capacity)
        {
            _waiting.RemoveFirst();
            _counts = _counts with { Dropped = _counts.Dropped + 1 };
        }
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            _armed = null;
            DateTimeOffset now = Now;
            while (_unsettled.First?.Value is { } push && push.Deadline <= now)
            {
                Take(push);
                _waiting.AddLast(push.Queued);
            }

            foreach ((DateTimeOffset _, bool _, QueuedMessage queued) in _late.Where(late => late.Time <= now).ToArray())
            {
                Enqueue(queued);
            }

            _late.RemoveAll(late => late.Time <= now);
        }

        Dispatch();
    }

    /// <summary>Sends what can be sent. One thread does it at a time, so that a member gets its messages in their order.</summary>
    private void Dispatch()
    {
        lock (_lock)
        {
            if (_isDispatching)
            {
                // The other thread looks for more, under this lock, before it ends.
                return;
            }

            _isDispatching = true;
        }

        while (true)
        {
            List<(Member Member, Push Push)> batch = TakeBatch();
            if (batch.Count == 0)
            {
                break;
            }

            foreach ((Member member, Push push) in batch)
            {
                Send(member, push);
            }
        }

        Arm();
    }

    private List<(Member Member, Push Push)> TakeBatch()
    {
        List<(Member Member, Push Push)> batch = [];
        lock (_lock)
        {
            DateTimeOffset now = Now;
            while (batch.Count < BatchSize && _waiting.First?.Value is { } queued && Choose(now) is { } member)
            {
                Push push = new(queued, now + _options.AckTimeout);
                _waiting.RemoveFirst();
                push.Place = _unsettled.AddLast(push);
                member.Credit--;
                _counts = queued.WasPushed
                    ? _counts with { Redelivered = _counts.Redelivered + 1 }
                    : _counts with { Pushed = _counts.Pushed + 1 };
                queued.WasPushed = true;
                batch.Add((member, push));
                if (queued.Fault is not null)
                {
                    // The fault comes before the next message.
                    break;
                }
            }

            _isDispatching = batch.Count > 0;
        }

        return batch;
    }

    private Member? Choose(DateTimeOffset now)
    {
        Member? chosen = null;
        int count = 0;
        foreach (Member member in _members)
        {
            if (member.Credit > 0 && member.StarvesUntil <= now)
            {
                // Each of n candidates is kept with the chance 1/n in the end.
                chosen = ++count == 1 || _random.Next(count) == 0 ? member : chosen;
            }
        }

        return chosen;
    }

    private void Send(Member member, Push push)
    {
        if (!member.Client.TrySend(push))
        {
            Remove(member.Client);
            Settle(push, Settlement.Released);
        }
        else if (push.Queued.Fault is { } fault)
        {
            push.Queued.Fault = null;
            member.Client.Fail(fault);
        }
    }

    /// <summary>Sets the timer to the next moment at which something is due.</summary>
    private void Arm()
    {
        lock (_lock)
        {
            DateTimeOffset now = Now;
            IEnumerable<DateTimeOffset> times = _late.Select(static late => late.Time)
                .Concat(_members.Select(static member => member.StarvesUntil).Where(time => time > now && time < DateTimeOffset.MaxValue));
            DateTimeOffset next = times.Append(_unsettled.First?.Value.Deadline ?? DateTimeOffset.MaxValue).Min();
            if (next < (_armed ?? DateTimeOffset.MaxValue))
            {
                _armed = next;

                // Under the lock, so that a later time cannot replace an earlier one; never at once, so that it does not run within the lock.
                _timer.Change(next - now > MinWait ? next - now : MinWait, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private sealed class Member(IGroupMember client)
    {
        internal IGroupMember Client => client;

        internal int Credit { get; set; }

        internal DateTimeOffset StarvesUntil { get; set; }
    }
}
