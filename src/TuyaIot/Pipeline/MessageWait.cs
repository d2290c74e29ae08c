using System;
using System.Collections.Generic;
using System.Management.Automation;
using TuyaIot.Connection;
using TuyaIot.Errors;
using TuyaIot.Execution;
using TuyaIot.Messages;

namespace TuyaIot.Pipeline;

/// <summary>Learns what devices did with commands from the messages of a consumer group. It connects at once, in the background.</summary>
/// <param name="profile">The connection of the credential.</param>
/// <param name="source">Where messages come from.</param>
/// <param name="options">How it is waited.</param>
/// <param name="tell">Receives what is known, on any thread: devices of one command that share everything.</param>
/// <param name="time">The time.</param>
internal sealed class MessageWait(
    ConnectionProfile profile, MessageSource source, ExecutionOptions options, Action<IReadOnlyList<DeviceExecution>> tell, TimeProvider time) : IDisposable
{
    private readonly ExecutionTracker _tracker = new(options, tell);
    private ExecutionListener? _listener;
    private long _advancedAt;

    public string GroupId => source.GroupId;

    /// <summary>Whether the link is up.</summary>
    public bool IsAttached => _tracker.IsAttached;

    /// <summary>Of how many devices nothing was said yet.</summary>
    public long Open => _tracker.Open;

    /// <summary>How far the stream is behind; null where nothing came.</summary>
    public TimeSpan? Lag => _tracker.Lag;

    /// <exception cref="MessageStreamException">The messages cannot be read from here.</exception>
    public void Start()
    {
        _listener = new ExecutionListener(MessageStreamFactory.Open(profile, source, ExecutionListener.MaxHeld), _tracker, time);
        _listener.Start();
    }

    public void Add(SentCommand command, IReadOnlyList<string> deviceNames) => _tracker.Add(command, deviceNames, time.GetUtcNow());

    /// <summary>Looks whether the time of a command is over, not more often than given: it goes through all commands whose time is over.</summary>
    public void Advance(TimeSpan interval)
    {
        if (time.GetElapsedTime(_advancedAt) >= interval)
        {
            _advancedAt = time.GetTimestamp();
            _tracker.Advance(time.GetUtcNow());
        }
    }

    /// <summary>Says that no command comes any more.</summary>
    public void Complete() => _tracker.Complete();

    /// <summary>The breaks of the link that have ended and were not taken yet.</summary>
    public bool TryTakeOutage(out LinkOutage? outage)
    {
        outage = null;
        return _listener?.TryTakeOutage(out outage) is true;
    }

    /// <summary>
    /// The error that ends the wait, where no message can be read any more; null while some can. What is still open is told as not heard
    /// then.
    /// </summary>
    public ErrorRecord? TakeFault()
    {
        if (_listener?.Fault is not Exception fault)
        {
            return null;
        }

        _tracker.End(time.GetUtcNow(), "The messages of the gateway ended.");
        return fault is MessageStreamException refused ? IotError.From(refused) : WaitError.StreamFailed(source.GroupId, fault);
    }

    public void Dispose() => _listener?.Dispose();
}
