using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace TuyaIot.Journals;

/// <summary>
/// Goes through a journal once and counts. Whoever wants to know more of its requests is shown each with what became of it;
/// whoever wants the names of devices goes through it again, up to where the first time ended. Several journals of one command count as
/// one, in which a device that more than one of them knows counts once.
/// </summary>
/// <param name="paths">The journals.</param>
internal sealed class JournalAggregator(IReadOnlyList<string> paths)
{
    private const int BeginningLength = 4096;

    private readonly JournalPart[] _parts = [.. paths.Select(static path => new JournalPart(path))];
    private readonly DeviceLedger _ledger = new(isMerged: paths.Count > 1);

    public JournalAggregator(string path)
        : this([path])
    {
    }

    public JournalCommand? Command { get; private set; }

    public int Runs => _parts.Sum(static part => part.Runs);

    public int Requests => _parts.Sum(static part => part.Requests);

    /// <summary>How many devices the input has; null where that is not known of each journal.</summary>
    public long? Expected => Array.TrueForAll(_parts, static part => part.Expected is not null) ? _parts.Sum(static part => part.Expected) : null;

    /// <summary>Whether the last run, of each journal, came to its end.</summary>
    public bool Completed => Array.TrueForAll(_parts, static part => part.Completed);

    public DateTime? StartedAt => _parts.Min(static part => part.StartedAt);

    public DateTime? EndedAt => _parts.Max(static part => part.EndedAt);

    /// <summary>The time that its runs took together, the pauses between them left out. Runs that went on at once count once.</summary>
    public TimeSpan Duration => IsMerged ? CreateTime().Total : _parts[0].Duration;

    /// <summary>How many devices of the input no run has come to yet; null where the input's size is not known.</summary>
    public long? NotReached => Array.TrueForAll(_parts, static part => part.NotReached is not null) ? _parts.Sum(static part => part.NotReached) : null;

    /// <summary>Whether it is of several journals.</summary>
    public bool IsMerged => _parts.Length > 1;

    /// <summary>How many devices have this outcome, each counted once.</summary>
    public int Devices(DeviceOutcome outcome) => (int)_ledger.Count(outcome);

    /// <summary>How many devices were seen to have this status, each counted once, as the last evidence says.</summary>
    public int Devices(ExecutionStatus status) => (int)_ledger.Count(status);

    /// <summary>The time of the runs of all journals.</summary>
    public MergedTime CreateTime() => new(_parts.SelectMany(static part => part.Spans));

    /// <summary>Goes through the journals, one after the other.</summary>
    /// <param name="see">Receives each line.</param>
    /// <param name="settle">Receives each request once its outcome is known, or without one where none came.</param>
    /// <param name="progress">Receives the part of the journals that has been read, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="JournalException">A journal cannot be read, is none, is of another command than the others, or there is another one of it.</exception>
    public void Read(
        Action<JournalEntry>? see = null,
        Action<JournalSend, JournalOutcome?>? settle = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        CheckCopies();
        for (int i = 0; i < _parts.Length; i++)
        {
            JournalPart part = _parts[i];
            JournalReplay replay = new();
            _ledger.ClearListed();
            part.Read(
                entry =>
                {
                    part.Take(entry);
                    CheckCommand(part, entry);
                    see?.Invoke(entry);
                    foreach ((JournalSend send, JournalOutcome? outcome) in replay.Take(entry))
                    {
                        Settle(send, outcome);
                    }

                    if (entry is JournalExecution execution)
                    {
                        _ledger.Record(execution);
                    }
                },
                progress is null ? null : new PartProgress(progress, i, _parts.Length),
                cancellationToken);
            foreach ((JournalSend send, JournalOutcome? refusal) in replay.Open)
            {
                Settle(send, refusal);
            }

            part.Reached = _ledger.Recorded;
        }

        void Settle(JournalSend send, JournalOutcome? outcome)
        {
            _ledger.Record(send, outcome);
            settle?.Invoke(send, outcome);
        }
    }

    /// <summary>Goes through the journals once more, without counting.</summary>
    /// <param name="see">Receives each line, and each request whose outcome it tells.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public void ReadAgain(Action<JournalEntry, JournalSend?> see, CancellationToken cancellationToken = default)
    {
        foreach (JournalPart part in _parts)
        {
            JournalReplay replay = new();
            part.Read(
                entry =>
                {
                    IEnumerable<(JournalSend Send, JournalOutcome? Outcome)> settled = replay.Take(entry);
                    see(entry, entry is JournalOutcome ? settled.Select(static request => request.Send).FirstOrDefault() : null);
                },
                cancellationToken: cancellationToken);
        }
    }

    /// <summary>The devices that have one of some outcomes, each once, with the first such request.</summary>
    public void Name(DeviceOutcome[] outcomes, Action<ListedDevice> tell, CancellationToken cancellationToken = default)
    {
        if (outcomes.Any(outcome => Devices(outcome) > 0))
        {
            ListDevices(outcomes, tell, cancellationToken);
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
        foreach (JournalPart part in _parts)
        {
            part.Read(
                entry =>
                {
                    if (entry is JournalExecution execution && Array.IndexOf(statuses, execution.Status) >= 0)
                    {
                        foreach (string name in _ledger.ListOnce(execution))
                        {
                            tell(execution, name);
                        }
                    }
                },
                cancellationToken: cancellationToken);
        }
    }

    /// <summary>
    /// The devices that a command was, or may have been, sent to, and of which it is not finally known what they did. Each comes once,
    /// with the first such request.
    /// </summary>
    /// <param name="tell">Receives each device and what was seen of it so far.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public void NameOpen(Action<ListedDevice, ExecutionStatus?> tell, CancellationToken cancellationToken = default) => ListDevices(
        [DeviceOutcome.Accepted, DeviceOutcome.Unknown],
        device =>
        {
            ExecutionStatus? seen = _ledger.FindExecution(device.Key);
            if (seen is not (ExecutionStatus.Executed or ExecutionStatus.Failed))
            {
                tell(device, seen);
            }
        },
        cancellationToken);

    private void ListDevices(DeviceOutcome[] outcomes, Action<ListedDevice> tell, CancellationToken cancellationToken)
    {
        _ledger.ClearListed();
        foreach (JournalPart part in _parts)
        {
            JournalReplay replay = new();
            part.Read(entry => Tell(replay.Take(entry)), cancellationToken: cancellationToken);
            Tell(replay.Open);
        }

        void Tell(IEnumerable<(JournalSend Send, JournalOutcome? Outcome)> settled)
        {
            foreach ((JournalSend send, JournalOutcome? reply) in settled)
            {
                DeviceOutcome outcome = DeviceLedger.From(reply);
                if (Array.IndexOf(outcomes, outcome) < 0)
                {
                    continue;
                }

                foreach ((string name, DeviceKey key) in _ledger.ListOnce(send, outcome))
                {
                    tell(new ListedDevice(name, key, send, reply));
                }
            }
        }
    }

    private void CheckCommand(JournalPart part, JournalEntry entry)
    {
        if (entry is not JournalRun run)
        {
            return;
        }

        Command ??= run.Command;
        if (IsMerged && run.Command.DifferenceTo(Command) is string difference)
        {
            string first = Array.Find(_parts, static other => other.Runs > 0)!.Path;
            throw new JournalException(
                "JournalOfAnotherCommand",
                part.Path,
                $"The journal '{part.Path}' belongs to another command than '{first}': {difference}.",
                "Merge journals of one command. Without -Merge each journal has a summary of its own.");
        }
    }

    /// <summary>
    /// Another path of a file, a copy, or an older copy would count its requests twice. Each begins as the other does, beyond the first
    /// line: what it sent first, and when.
    /// </summary>
    private void CheckCopies()
    {
        byte[][] beginnings = IsMerged ? Array.ConvertAll(_parts, static part => part.ReadBeginning(BeginningLength)) : [];
        for (int i = 0; i < beginnings.Length; i++)
        {
            for (int earlier = 0; earlier < i; earlier++)
            {
                int length = Math.Min(beginnings[i].Length, beginnings[earlier].Length);
                if (beginnings[i].AsSpan(0, length).SequenceEqual(beginnings[earlier].AsSpan(0, length)) && HasSecondLine(beginnings[i].AsSpan(0, length)))
                {
                    throw new JournalException(
                        "JournalGivenTwice",
                        _parts[i].Path,
                        $"'{_parts[i].Path}' is the same journal as '{_parts[earlier].Path}', or a copy of it.",
                        "Give each journal once. Of a journal and its copies give the longest.");
                }
            }
        }
    }

    private static bool HasSecondLine(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)'\n');
        return end >= 0 && end < bytes.Length - 1;
    }

    /// <summary>The progress of one of several journals, as a part of the whole.</summary>
    private sealed class PartProgress(IProgress<double> whole, int index, int count) : IProgress<double>
    {
        public void Report(double value) => whole.Report((index + value) / count);
    }
}
