using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace TuyaIot.Delivery;

/// <summary>
/// What a journal says of its runs, in devices. Each device counts once, as its last request left it; a refusal takes back neither
/// an acceptance nor a doubt.
/// </summary>
public sealed class IotJournalSummary
{
    private IotJournalSummary(string path) => Path = path;

    /// <summary>The journal.</summary>
    public string Path { get; }

    /// <summary>The action that the API was asked for.</summary>
    public string? Action { get; private set; }

    /// <summary>The gateway.</summary>
    public Uri? Endpoint { get; private set; }

    /// <summary>What the command itself said, by the API's parameter names; what rows said is in the journal's lines.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; private set; } = new Dictionary<string, string>();

    /// <summary>How many times it was run.</summary>
    public int Runs { get; private set; }

    /// <summary>Whether the last run came to its end.</summary>
    public bool Completed { get; private set; }

    /// <summary>When the first run began, in UTC.</summary>
    public DateTime? StartedAt { get; private set; }

    /// <summary>When the last line was written, in UTC.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>The time that its runs took together, the pauses between them left out.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>How many requests were recorded.</summary>
    public int Requests { get; private set; }

    /// <summary>How many devices' commands were accepted.</summary>
    public int Accepted { get; private set; }

    /// <summary>How many devices the gateway refused.</summary>
    public int Rejected { get; private set; }

    /// <summary>How many devices may or may not have been called: their answer was lost, or they are in flight.</summary>
    public int Unknown { get; private set; }

    /// <summary>How many devices were about to be called when nothing could be sent.</summary>
    public int NotSent { get; private set; }

    /// <summary>The devices that may or may not have been called.</summary>
    public string[] UnknownDeviceName { get; private set; } = [];

    /// <summary>The devices that the gateway refused, and those that were never sent.</summary>
    public string[] RejectedDeviceName { get; private set; } = [];

    /// <summary>The counts.</summary>
    public override string ToString() => $"{Accepted} accepted, {Rejected} rejected, {Unknown} unknown, {NotSent} not sent";

    internal static IotJournalSummary Read(string path)
    {
        IotJournalSummary summary = new(path);
        JournalReplay replay = new();
        Dictionary<DeviceKey, (string Name, DeliveryStatus Status, bool Sent)> devices = [];
        try
        {
            foreach (JournalEntry entry in JournalReader.Read(path))
            {
                summary.Take(entry);
                foreach ((JournalSend send, JournalOutcome? outcome) in replay.Take(entry))
                {
                    Set(devices, send, outcome);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalException("JournalNotFound", path, $"The journal '{path}' cannot be read: {exception.Message}", "Check the path.", exception);
        }

        foreach (JournalSend send in replay.Open)
        {
            Set(devices, send, null);
        }

        summary.Count(replay, devices.Values);
        return summary;
    }

    private static void Set(Dictionary<DeviceKey, (string Name, DeliveryStatus Status, bool Sent)> devices, JournalSend send, JournalOutcome? outcome)
    {
        string prefix = DeviceKey.Prefix(send.Parameters);
        DeliveryStatus status = outcome?.Status ?? DeliveryStatus.Unknown;
        foreach (string name in send.DeviceName)
        {
            DeviceKey key = DeviceKey.Of(prefix, name);
            if (status is not DeliveryStatus.Rejected || !devices.TryGetValue(key, out (string, DeliveryStatus Status, bool) earlier) || earlier.Status is DeliveryStatus.Rejected)
            {
                devices[key] = (name, status, outcome?.Sent ?? true);
            }
        }
    }

    private void Take(JournalEntry entry)
    {
        StartedAt ??= entry.At.UtcDateTime;
        if (entry is not JournalRun)
        {
            Duration += entry.At.UtcDateTime - EndedAt!.Value;
        }

        EndedAt = entry.At.UtcDateTime;
        Completed = entry is JournalEnd;
        Requests += entry is JournalSend ? 1 : 0;
    }

    private void Count(JournalReplay replay, IReadOnlyCollection<(string Name, DeliveryStatus Status, bool Sent)> devices)
    {
        Runs = replay.Runs;
        Action = replay.Command?.Action;
        Endpoint = replay.Command?.Endpoint;
        Parameters = replay.Command?.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal)
            ?? Parameters;
        Accepted = devices.Count(device => device.Status is DeliveryStatus.Accepted);
        Rejected = devices.Count(device => device.Status is DeliveryStatus.Rejected && device.Sent);
        NotSent = devices.Count(device => device.Status is DeliveryStatus.Rejected && !device.Sent);
        UnknownDeviceName = [.. devices.Where(device => device.Status is DeliveryStatus.Unknown).Select(device => device.Name)];
        RejectedDeviceName = [.. devices.Where(device => device.Status is DeliveryStatus.Rejected).Select(device => device.Name)];
        Unknown = UnknownDeviceName.Length;
    }
}
