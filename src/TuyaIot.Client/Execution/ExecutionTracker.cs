using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using TuyaIot.Journals;
using TuyaIot.Messages;

namespace TuyaIot.Execution;

/// <summary>
/// Says what became of commands at their devices: commands, messages, the state of the stream and the time go in, in any order; what is
/// known comes out. Executed and Failed are final. Offline, NoAnswer, Unknown and NotHeard are what is known so far, and later
/// evidence replaces them. Any thread may call it.
/// </summary>
/// <param name="options">The options of the wait.</param>
/// <param name="tell">
/// Receives what is known: devices of one command that share everything. It is called in order, by the thread that brought it.
/// </param>
internal sealed class ExecutionTracker(ExecutionOptions options, Action<IReadOnlyList<DeviceExecution>> tell)
{
    private const string ReplySuffix = "_reply";
    private const string PropertySet = "property/set";

    private readonly object _gate = new();
    private readonly GatewayOffset _offset = new();
    private readonly StreamState _stream = new();
    private readonly OpenDeviceTable _devices = new(options.MaxRecent);
    private readonly SortedSet<OpenCommand> _byDeadline = new(Comparer<OpenCommand>.Create(static (one, other) =>
        one.Deadline != other.Deadline ? one.Deadline.CompareTo(other.Deadline) : one.Number.CompareTo(other.Number)));
    private readonly EarlyMessages _earlyReplies = new(options.MaxEarlyReplies);
    private readonly EarlyMessages _earlyReports = new(options.MaxEarlyReports);
    private long _numbers;
    private long _open;
    private bool _isComplete;

    /// <summary>Of how many devices nothing was said yet.</summary>
    public long Open
    {
        get
        {
            lock (_gate)
            {
                return _open;
            }
        }
    }

    /// <summary>Whether no command will come any more.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_gate)
            {
                return _isComplete;
            }
        }
    }

    /// <summary>Whether the link is up, by what the stream last said.</summary>
    public bool IsAttached
    {
        get
        {
            lock (_gate)
            {
                return _stream.AttachedSince is not null;
            }
        }
    }

    /// <summary>How far the latest message was behind when it came; null where none came.</summary>
    public TimeSpan? Lag
    {
        get
        {
            lock (_gate)
            {
                return _stream.LastMessageAt + _offset.Middle - _stream.LastGeneratedAt;
            }
        }
    }

    /// <summary>Whether any message of a product came.</summary>
    public bool HasHeard(string productKey)
    {
        lock (_gate)
        {
            return _stream.HasHeard(productKey);
        }
    }

    /// <summary>Takes in a command and its devices, of which messages may have come already.</summary>
    public void Add(SentCommand command, IReadOnlyList<string> deviceNames, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (command is { GatewayAt: DateTimeOffset date, Latency: TimeSpan latency })
            {
                _offset.Measure(date, command.SentAt, latency);
            }

            OpenCommand open = new(command, deviceNames, _offset, options, ++_numbers) { AddedAt = now };
            bool takesReports = open.Expected is not null || options.TakesStatusChanges;
            open.MayHaveMissed = _earlyReplies.MayHaveDropped(open) || (takesReports && _earlyReports.MayHaveDropped(open));
            _open += open.Open;
            _byDeadline.Add(open);
            foreach (OpenDevice? device in open.Devices.ToArray())
            {
                DeviceId id = new(command.ProductKey, device!.Name);
                _devices.Add(id, device);
                _earlyReplies.Offer(id, message => Match(id, message, now));
                _earlyReports.Offer(id, message => Match(id, message, now));
            }
        }
    }

    /// <summary>What a device's answer comes to that the reply to the call itself brought.</summary>
    public static DeviceExecution CreateAnswered(SentCommand command, string deviceName, JsonElement output, DateTimeOffset now) =>
        new(command, deviceName, ExecutionStatus.Executed, "The device replied to the call.")
        {
            Evidence = ExecutionEvidence.Reply,
            Output = output,
            Elapsed = command.Latency,
            SettledAt = now,
        };

    /// <summary>No command will come any more.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            _earlyReplies.Clear();
            _earlyReports.Clear();
        }
    }

    /// <summary>Takes in a message. True where it is kept for a command that may come.</summary>
    public bool Hear(DeviceMessage message, DateTimeOffset now)
    {
        lock (_gate)
        {
            _stream.Hear(message.ProductKey, message.GeneratedAt, now);
            if (message.ProductKey is not string productKey || message.DeviceName is not string deviceName)
            {
                return false;
            }

            DeviceId id = new(productKey, deviceName);
            if (Match(id, message, now) || _isComplete)
            {
                return false;
            }

            switch (message)
            {
                case ReplyMessage:
                    _earlyReplies.Add(id, message, now);
                    return true;
                case PropertyMessage { IsHistory: false } when options.TakesReports:
                case StatusMessage when options.TakesStatusChanges:
                    _earlyReports.Add(id, message, now);
                    return true;
                default:
                    return false;
            }
        }
    }

    /// <summary>Takes in since when the link has been up without a break; null while it is down.</summary>
    public void Attach(DateTimeOffset? since)
    {
        lock (_gate)
        {
            _stream.Attach(since);
        }
    }

    /// <summary>Nothing came for a moment.</summary>
    public void Rest(DateTimeOffset now)
    {
        lock (_gate)
        {
            _stream.Rest(now);
        }
    }

    /// <summary>Says what is known of devices that have had their time.</summary>
    public void Advance(DateTimeOffset now)
    {
        lock (_gate)
        {
            List<OpenCommand> due = [.. _byDeadline.TakeWhile(command => command.Deadline <= now)];
            foreach (OpenCommand command in due)
            {
                if (SilenceJudge.Judge(command, _stream, options, now) is (ExecutionStatus status, string message))
                {
                    Expire(command, status, message, now);
                }
            }
        }
    }

    /// <summary>Ends the wait: says of every device what is known of it.</summary>
    public void End(DateTimeOffset now, string reason)
    {
        lock (_gate)
        {
            foreach (OpenCommand command in _byDeadline.ToArray())
            {
                Expire(command, ExecutionStatus.NotHeard, reason, now);
            }
        }
    }

    /// <summary>Whether a message was evidence for a command, so that it is of no use to another.</summary>
    private bool Match(DeviceId id, DeviceMessage message, DateTimeOffset now) => message switch
    {
        ReplyMessage { Code: int code } reply => MatchReply(id, reply, code, now),
        PropertyMessage { IsHistory: false } report when options.TakesReports => MatchReport(id, report, now),
        StatusMessage status when options.TakesStatusChanges => MatchStatus(id, status, now),
        _ => false,
    };

    private bool MatchReply(DeviceId id, ReplyMessage reply, int code, DateTimeOffset now)
    {
        DateTimeOffset? time = reply.GeneratedAt ?? reply.AnsweredAt;
        OpenDevice? exact = _devices.Find(id).FirstOrDefault(device =>
            device.Command.Sent.MessageId is string own && own == reply.RequestId && !(time < device.Command.EarliestSend));
        if (exact is not null)
        {
            Answer(id, exact, reply, code, time, isInferred: false, now);
            return true;
        }

        OpenDevice[] candidates = [.. _devices.Find(id).Where(device =>
            (device.Command.Sent.MessageId is null || reply.RequestId is null)
            && time >= device.Command.EarliestSend
            && IsOf(device.Command.Sent, reply.CommandTopic))];
        if (candidates.Length > 1)
        {
            Note(candidates, "A reply came that another command may have caused, so it says nothing of this one.");
        }

        if (candidates is not [OpenDevice only])
        {
            return false;
        }

        Answer(id, only, reply, code, time, isInferred: true, now);
        return true;
    }

    private void Answer(DeviceId id, OpenDevice device, ReplyMessage reply, int code, DateTimeOffset? time, bool isInferred, DateTimeOffset now) => Settle(
        id,
        device,
        new DeviceExecution(device.Command.Sent, device.Name, ReplyCode.StatusOf(code), ReplyCode.Describe(code, reply.Text))
        {
            Code = code.ToString(CultureInfo.InvariantCulture),
            Output = reply.Data,
            Evidence = ExecutionEvidence.Reply,
            Inferred = isInferred,
            Late = IsLate(device, time),
            Elapsed = device.Command.ElapsedTo(time, now),
            SettledAt = now,
        });

    private bool MatchReport(DeviceId id, PropertyMessage report, DateTimeOffset now)
    {
        DateTimeOffset? time = report.GeneratedAt;
        OpenDevice[] candidates = [.. _devices.Find(id).Where(device =>
            device.Command.Expected is ExpectedProperties expected
            && time >= device.Command.EarliestSend
            && report.Items.Any(item => expected.Has(item.Identifier, item.Value)))];
        if (candidates.Length > 1)
        {
            Note(candidates, "A report with its values came that another command may have caused, so it says nothing of this one.");
        }

        if (candidates is not [{ Status: not (ExecutionStatus.Executed or ExecutionStatus.Failed) } only])
        {
            return false;
        }

        DeviceTraces traces = only.Traces ??= new DeviceTraces();
        ExpectedProperties values = only.Command.Expected!;
        traces.Reported.UnionWith(report.Items.Where(item => values.Has(item.Identifier, item.Value)).Select(static item => item.Identifier));
        if (traces.Reported.Count == values.Count)
        {
            SettleInferred(id, only, ExecutionEvidence.PropertyReport, "The device reported the values that were set.", time, now);
        }

        return true;
    }

    private bool MatchStatus(DeviceId id, StatusMessage status, DateTimeOffset now)
    {
        if ((status.ChangedAt ?? status.GeneratedAt) is not DateTimeOffset time)
        {
            return false;
        }

        OpenDevice[] candidates = [.. _devices.Find(id).Where(device => time >= device.Command.EarliestSend)];
        if (candidates.Length > 1)
        {
            Note(candidates, "The device went offline or online, which another command may have caused.");
        }

        // A device that was not connected did not restart because of a command that it did not get.
        if (candidates is not [{ Status: not (ExecutionStatus.Executed or ExecutionStatus.Failed or ExecutionStatus.Offline) } only])
        {
            return false;
        }

        DeviceTraces traces = only.Traces ??= new DeviceTraces();
        if (string.Equals(status.Status, "offline", StringComparison.OrdinalIgnoreCase))
        {
            traces.OfflineAt = traces.OfflineAt < time ? traces.OfflineAt : time;
        }
        else if (string.Equals(status.Status, "online", StringComparison.OrdinalIgnoreCase))
        {
            traces.OnlineAt = traces.OnlineAt > time ? traces.OnlineAt : time;
        }

        if (traces.OnlineAt > traces.OfflineAt)
        {
            SettleInferred(id, only, ExecutionEvidence.StatusChange, "The device went offline and came back.", traces.OnlineAt, now);
        }

        return true;
    }

    private void SettleInferred(DeviceId id, OpenDevice device, ExecutionEvidence evidence, string message, DateTimeOffset? time, DateTimeOffset now) => Settle(
        id,
        device,
        new DeviceExecution(device.Command.Sent, device.Name, ExecutionStatus.Executed, message)
        {
            Evidence = evidence,
            Inferred = true,
            Late = IsLate(device, time),
            Elapsed = device.Command.ElapsedTo(time, now),
            SettledAt = now,
        });

    private void Settle(DeviceId id, OpenDevice device, DeviceExecution execution)
    {
        bool isFinal = IsFinal(execution.Status);
        if (IsFinal(device.Status))
        {
            // Final: another answer is recorded, and changes nothing.
            if (isFinal && execution.Status != device.Status)
            {
                tell([execution with { Contradicts = true }]);
            }

            return;
        }

        if (execution.Status == device.Status)
        {
            return;
        }

        Close(device);
        device.Status = execution.Status;
        if (isFinal)
        {
            _devices.Close(id, device);
        }

        tell([execution]);
    }

    private void Expire(OpenCommand command, ExecutionStatus status, string message, DateTimeOffset now)
    {
        List<DeviceExecution> expired = [];
        foreach (OpenDevice? device in command.Devices)
        {
            if (device is { Status: null })
            {
                device.Status = status;
                expired.Add(new DeviceExecution(command.Sent, device.Name, status, device.Traces?.Note is string note ? $"{message} {note}" : message)
                {
                    SettledAt = now,
                });
            }
        }

        _open -= expired.Count;
        command.Open = 0;
        _byDeadline.Remove(command);
        foreach (IGrouping<string, DeviceExecution> same in expired.GroupBy(static one => one.Message, StringComparer.Ordinal))
        {
            tell([.. same]);
        }
    }

    private void Close(OpenDevice device)
    {
        if (device.Status is not null)
        {
            return;
        }

        _open--;
        if (--device.Command.Open == 0)
        {
            _byDeadline.Remove(device.Command);
        }
    }

    private static bool IsFinal(ExecutionStatus? status) => status is ExecutionStatus.Executed or ExecutionStatus.Failed;

    private static bool IsLate(OpenDevice device, DateTimeOffset? time) =>
        device.Status is not null || device.Command.Sent.Seen is not null || time > device.Command.GatewayDeadline;

    private static void Note(OpenDevice[] devices, string note)
    {
        foreach (OpenDevice device in devices)
        {
            (device.Traces ??= new DeviceTraces()).Note = note;
        }
    }

    /// <summary>Whether a topic is that of a command: it ends in its service, with or without _reply. A product that speaks bytes has one for all.</summary>
    private static bool IsOf(SentCommand command, string? topic)
    {
        if (topic is null)
        {
            return true;
        }

        string end = topic.EndsWith(ReplySuffix, StringComparison.Ordinal) ? topic.Substring(0, topic.Length - ReplySuffix.Length) : topic;
        return end.EndsWith($"/thing/service/{command.Identifier ?? PropertySet}", StringComparison.Ordinal)
            || end.EndsWith("/thing/model/down_raw", StringComparison.Ordinal);
    }
}
