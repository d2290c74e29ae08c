using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace TuyaIot.Journals;

/// <summary>
/// Goes through a journal once and counts. Whoever wants to know more of its requests is shown each with what became of it;
/// whoever wants the names of devices goes through it again, up to where the first time ended.
/// </summary>
/// <param name="path">The journal.</param>
internal sealed class JournalAggregator(string path)
{
    private DeviceLedger _ledger = new();
    private long _length;

    public JournalCommand? Command { get; private set; }

    public int Runs { get; private set; }

    public int Requests { get; private set; }

    /// <summary>How many devices the input has; null where no run knew it.</summary>
    public long? Expected { get; private set; }

    /// <summary>Whether the last run came to its end.</summary>
    public bool Completed { get; private set; }

    public DateTime? StartedAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>The time that its runs took together, the pauses between them left out.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>How many devices of the input no run has come to yet; null where the input's size is not known.</summary>
    public long? NotReached => Completed && Expected is not null ? 0 : Expected is long expected ? Math.Max(0, expected - _ledger.Total) : null;

    /// <summary>How many devices have this outcome, each counted once.</summary>
    public int Devices(DeviceOutcome outcome) => (int)_ledger.Count(outcome);

    /// <summary>How many devices were seen to have this status, each counted once, as the last evidence says.</summary>
    public int Devices(ExecutionStatus status) => (int)_ledger.Count(status);

    /// <summary>Goes through the journal.</summary>
    /// <param name="see">Receives each line.</param>
    /// <param name="settle">Receives each request once its outcome is known, or without one where none came.</param>
    /// <param name="progress">Receives the part of the journal that has been read, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="JournalException">The journal cannot be read, or is none.</exception>
    public void Read(
        Action<JournalEntry>? see = null,
        Action<JournalSend, JournalOutcome?>? settle = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        JournalReplay replay = new();
        Open(null, reader =>
        {
            _length = reader.Length;
            foreach (JournalEntry entry in reader.Read(progress, cancellationToken))
            {
                Take(entry);
                see?.Invoke(entry);
                foreach ((JournalSend send, JournalOutcome? outcome) in replay.Take(entry))
                {
                    replay.Ledger.Record(send, outcome);
                    settle?.Invoke(send, outcome);
                }

                if (entry is JournalExecution execution)
                {
                    replay.Ledger.Record(execution);
                }
            }
        });
        foreach (JournalSend send in replay.Open)
        {
            replay.Ledger.Record(send, null);
            settle?.Invoke(send, null);
        }

        Runs = replay.Runs;
        Command = replay.Command;
        _ledger = replay.Ledger;
    }

    /// <summary>The names of the devices that have one of some outcomes, each once.</summary>
    public void Name(DeviceOutcome[] outcomes, Action<DeviceOutcome, string> tell, CancellationToken cancellationToken = default)
    {
        if (outcomes.Any(outcome => Devices(outcome) > 0))
        {
            ListRequests(outcomes, (send, outcome, _, name) => tell(outcome, name), cancellationToken);
        }
    }

    /// <summary>The names of the devices that were seen to have one of some statuses, each once.</summary>
    /// <param name="statuses">The statuses.</param>
    /// <param name="tell">Receives each name, and the line that says its status.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public void Name(ExecutionStatus[] statuses, Action<JournalExecution, string> tell, CancellationToken cancellationToken = default)
    {
        if (statuses.All(status => Devices(status) == 0))
        {
            return;
        }

        _ledger.ClearListed();
        Open(_length, reader =>
        {
            foreach (JournalExecution execution in reader.Read(cancellationToken: cancellationToken).OfType<JournalExecution>())
            {
                if (Array.IndexOf(statuses, execution.Status) < 0)
                {
                    continue;
                }

                foreach (string name in _ledger.ListOnce(execution))
                {
                    tell(execution, name);
                }
            }
        });
    }

    /// <summary>
    /// The devices that a command was, or may have been, sent to, and of which it is not finally known what they did. Each comes once,
    /// with the first such request.
    /// </summary>
    /// <param name="tell">Receives each device and what was seen of it so far.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public void NameOpen(Action<JournalSend, JournalOutcome?, string, ExecutionStatus?> tell, CancellationToken cancellationToken = default)
    {
        JournalSend? last = null;
        DeviceKeyPrefix? prefix = null;
        ListRequests(
            [DeviceOutcome.Accepted, DeviceOutcome.Unknown],
            (send, _, outcome, name) =>
            {
                prefix = send == last ? prefix : DeviceKey.CreatePrefix(send.Parameters);
                last = send;
                ExecutionStatus? seen = _ledger.FindExecution(prefix!, name);
                if (seen is not (ExecutionStatus.Executed or ExecutionStatus.Failed))
                {
                    tell(send, outcome, name, seen);
                }
            },
            cancellationToken);
    }

    private void ListRequests(
        DeviceOutcome[] outcomes, Action<JournalSend, DeviceOutcome, JournalOutcome?, string> tell, CancellationToken cancellationToken)
    {
        JournalReplay replay = new();
        _ledger.ClearListed();
        Open(_length, reader =>
        {
            foreach (JournalEntry entry in reader.Read(cancellationToken: cancellationToken))
            {
                Tell(replay.Take(entry));
            }
        });
        Tell(replay.Open.Select(static send => (send, (JournalOutcome?)null)));

        void Tell(IEnumerable<(JournalSend Send, JournalOutcome? Outcome)> settled)
        {
            foreach ((JournalSend send, JournalOutcome? requestOutcome) in settled)
            {
                DeviceOutcome outcome = DeviceLedger.From(requestOutcome);
                if (Array.IndexOf(outcomes, outcome) < 0)
                {
                    continue;
                }

                foreach (string name in _ledger.ListOnce(send, outcome))
                {
                    tell(send, outcome, requestOutcome, name);
                }
            }
        }
    }

    private void Take(JournalEntry entry)
    {
        // It may be written while a run goes on, or long after its end.
        if (entry is JournalExecution)
        {
            return;
        }

        StartedAt ??= entry.At.UtcDateTime;
        if (entry is JournalRun run)
        {
            Expected = run.Expected ?? Expected;
        }
        else
        {
            Duration = JournalTime.Add(Duration, entry.At.UtcDateTime - EndedAt!.Value);
        }

        EndedAt = entry.At.UtcDateTime;
        Completed = entry is JournalEnd;
        Requests += entry is JournalSend ? 1 : 0;
    }

    private void Open(long? length, Action<JournalReader> read)
    {
        try
        {
            using Stream file = JournalFile.OpenToRead(path);
            read(new JournalReader(file, path, length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new JournalException("JournalNotFound", path, $"The journal '{path}' cannot be read: {exception.Message}", "Check the path.", exception);
        }
    }
}
