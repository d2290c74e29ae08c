using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Execution;
using TuyaIot.Journals;

namespace TuyaIot.Pipeline;

/// <summary>
/// Asks the gateway what devices did, each again and again until it is known or its time is over: for properties, whether they have
/// the values that were set; for services, whether the device's history has the call. It works on the pipeline thread alone.
/// </summary>
/// <param name="timeout">How long a device has, from the send.</param>
/// <param name="time">The time.</param>
/// <param name="tell">Receives what is known.</param>
internal sealed class DevicePoller(TimeSpan timeout, TimeProvider time, Action<IReadOnlyList<DeviceExecution>> tell)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FutureTime = TimeSpan.FromMinutes(1);

    private readonly GatewayOffset _offset = new();
    private readonly SortedSet<PolledDevice> _waiting = new(Comparer<PolledDevice>.Create(static (one, other) =>
        one.NextAt != other.NextAt ? one.NextAt.CompareTo(other.NextAt) : one.Number.CompareTo(other.Number)));
    private readonly Dictionary<(string, string, string), int> _same = [];
    private long _numbers;

    /// <summary>Of how many devices nothing is known yet.</summary>
    public long Open { get; private set; }

    /// <summary>Why a device could not be asked for; null where all could.</summary>
    public string? Failure { get; private set; }

    /// <summary>Of how many devices nothing can be said, because they could not be asked for.</summary>
    public long Unread { get; private set; }

    public void Add(SentCommand command, IReadOnlyList<string> deviceNames, DateTimeOffset now)
    {
        if (command is { GatewayAt: DateTimeOffset date, Latency: TimeSpan latency })
        {
            _offset.Measure(date, command.SentAt, latency);
        }

        ExpectedProperties? expected = command.Property is string property ? new ExpectedProperties(property) : null;
        DateTimeOffset first = now + FirstPause < command.SentAt + timeout ? now + FirstPause : now;
        string? args = command.Args is null ? null : CanonicalJson.Normalize(command.Args);
        foreach (string name in deviceNames)
        {
            PolledDevice device = new(command, name, expected, args, ++_numbers) { NextAt = first, Pause = FirstPause };
            _same[KeyOf(device)] = _same.TryGetValue(KeyOf(device), out int count) ? count + 1 : 1;
            _waiting.Add(device);
            Open++;
        }
    }

    /// <summary>How long nobody has to be asked for; null where a reply is waited for.</summary>
    public TimeSpan? Pause(DateTimeOffset now) => _waiting.Min is PolledDevice next ? next.NextAt > now ? next.NextAt - now : TimeSpan.Zero : null;

    /// <summary>The device that is to be asked for now; null where none is.</summary>
    public PolledDevice? TakeDue(DateTimeOffset now)
    {
        if (_waiting.Min is not PolledDevice next || next.NextAt > now)
        {
            return null;
        }

        _waiting.Remove(next);
        return next;
    }

    /// <summary>What is asked of a device that was told to set properties.</summary>
    public static QueryDevicePropertyStatus QueryProperties(PolledDevice device) => new(device.Command.ProductKey, device.Name);

    /// <summary>What is asked of a device whose service was called.</summary>
    public QueryDeviceServiceData QueryServices(PolledDevice device, DateTimeOffset now) => new(
        device.Command.ProductKey,
        device.Name,
        device.Command.Identifier,
        (device.Command.SentAt + _offset.Min).ToUnixTimeMilliseconds(),
        (now + _offset.Max + FutureTime).ToUnixTimeMilliseconds(),
        IsAscending: true);

    /// <summary>Takes in the properties of a device.</summary>
    public void Take(PolledDevice device, ApiResult<PropertyListReply> result)
    {
        if (!Measure(device, result.Outcome, result.Reply is not null))
        {
            return;
        }

        DateTimeOffset earliest = device.Command.SentAt + _offset.Min;
        PropertyInfo[] same = [.. result.Reply!.Properties.Select(static item => item.Value).Where(property =>
            property is { Identifier: string identifier, Value: JsonElement value } && device.Expected!.Has(identifier, value))];
        bool isComplete = same.Select(static property => property.Identifier).Distinct(StringComparer.Ordinal).Count() == device.Expected!.Count;
        long[] times = [.. same.Select(static property => property.Time ?? 0)];
        if (isComplete && times.All(one => one >= earliest.ToUnixTimeMilliseconds()))
        {
            Settle(device, ExecutionEvidence.PropertyStatus, "The properties of the device have the values that were set.", times.Max(), output: null);
        }
        else
        {
            device.Note = isComplete ? "Its properties had these values before." : null;
            Wait(device);
        }
    }

    /// <summary>Takes in the services of a device.</summary>
    public void Take(PolledDevice device, ApiResult<DeviceHistoryReply> result)
    {
        if (!Measure(device, result.Outcome, result.Reply is not null))
        {
            return;
        }

        long earliest = (device.Command.SentAt + _offset.Min).ToUnixTimeMilliseconds();
        HistoryInfo? entry = result.Reply!.Entries.Select(static item => item.Value).FirstOrDefault(entry =>
            entry.Identifier == device.Command.Identifier && entry.Time >= earliest && IsInput(entry.InputData, device.Args!));
        if (entry is not null && _same[KeyOf(device)] > 1)
        {
            device.Note = "Its history has the call, which another command of this wait may have made.";
            entry = null;
        }

        if (entry is null)
        {
            Wait(device);
            return;
        }

        Settle(device, ExecutionEvidence.ServiceHistory, "The history of the device has the call.", entry.Time!.Value, Parse(entry.OutputData));
    }

    private static (string, string, string) KeyOf(PolledDevice device) =>
        (device.Command.ProductKey, device.Name, device.Command.Property ?? $"{device.Command.Identifier}\n{device.Args}");

    /// <summary>The input is documented as JSON text, and read as an object as well. One that the gateway leaves out is not compared.</summary>
    private static bool IsInput(JsonElement? input, string args) => input switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => true,
        { ValueKind: JsonValueKind.String } text => CanonicalJson.Normalize(text.GetString()!) == args,
        JsonElement json => CanonicalJson.Normalize(json.GetRawText()) == args,
    };

    private static JsonElement? Parse(JsonElement? output)
    {
        if (output is not { ValueKind: JsonValueKind.String } text)
        {
            return output;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text.GetString()!);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return output;
        }
    }

    /// <summary>False where the device could not be asked for; it is asked for again.</summary>
    private bool Measure(PolledDevice device, Outcome outcome, bool hasReply)
    {
        if (outcome is { Reply.Date: DateTimeOffset date, SentAt: DateTimeOffset sentAt, Latency: TimeSpan latency })
        {
            _offset.Measure(date, sentAt, latency);
        }

        if (hasReply)
        {
            device.Failure = null;
            return true;
        }

        device.Failure = Failure = outcome.Reply.ErrorMessage ?? "The reply has another form than documented.";
        Wait(device);
        return false;
    }

    /// <summary>Asks again later, or says that the time of the device is over.</summary>
    private void Wait(PolledDevice device)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset deadline = device.Command.SentAt + timeout;
        if (now < deadline)
        {
            device.NextAt = now + device.Pause < deadline ? now + device.Pause : deadline;
            device.Pause = TimeSpan.FromTicks(Math.Min(device.Pause.Ticks * 2, MaxPause.Ticks));
            _waiting.Add(device);
            return;
        }

        Open--;
        Unread += device.Failure is null ? 0 : 1;
        (ExecutionStatus status, string message) = device switch
        {
            { Failure: string failure } => (ExecutionStatus.NotHeard, $"The gateway could not be asked: {failure}"),
            { Command.IsUnknown: true } => (ExecutionStatus.Unknown, "The reply to the call was lost, and the gateway does not know that the device carried it out."),
            _ => (ExecutionStatus.NoAnswer, "The gateway does not know that the device carried it out."),
        };
        tell([new DeviceExecution(device.Command, device.Name, status, device.Note is string note ? $"{message} {note}" : message) { SettledAt = now }]);
    }

    private void Settle(PolledDevice device, ExecutionEvidence evidence, string message, long at, JsonElement? output)
    {
        Open--;
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan elapsed = DateTimeOffset.FromUnixTimeMilliseconds(at) - _offset.Middle - device.Command.SentAt;
        TimeSpan most = now - device.Command.SentAt;
        tell(
        [
            new DeviceExecution(device.Command, device.Name, ExecutionStatus.Executed, message)
            {
                Evidence = evidence,
                Output = output,
                Inferred = true,
                Late = device.Command.Seen is not null || elapsed > timeout,
                Elapsed = elapsed < TimeSpan.Zero ? TimeSpan.Zero : elapsed > most ? most : elapsed,
                SettledAt = now,
            },
        ]);
    }
}

/// <summary>A device that is asked for.</summary>
internal sealed class PolledDevice(SentCommand command, string name, ExpectedProperties? expected, string? args, long number)
{
    public SentCommand Command { get; } = command;

    public string Name { get; } = name;

    /// <summary>The values that its properties were set to; null for a service.</summary>
    public ExpectedProperties? Expected { get; } = expected;

    /// <summary>The input of the service, in one text for all that mean the same.</summary>
    public string? Args { get; } = args;

    public long Number { get; } = number;

    public DateTimeOffset NextAt { get; set; }

    public TimeSpan Pause { get; set; }

    public string? Note { get; set; }

    /// <summary>Why it could not be asked for the last time.</summary>
    public string? Failure { get; set; }
}
