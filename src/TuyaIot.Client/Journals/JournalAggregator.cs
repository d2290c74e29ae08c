using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace TuyaIot.Journals;

/// <summary>
/// Goes through a journal once and counts. Whoever wants to know more of its requests is shown each with what became of it;
/// whoever wants the names of devices goes through it a second time, up to the line where the first time ended.
/// </summary>
/// <param name="path">The journal.</param>
internal sealed class JournalAggregator(string path)
{
    private readonly DeviceLedger _fates = new();
    private int _lines;

    public JournalCommand? Command { get; private set; }

    public int Runs { get; private set; }

    public int Requests { get; private set; }

    /// <summary>Whether the last run came to its end.</summary>
    public bool Completed { get; private set; }

    public DateTime? StartedAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>The time that its runs took together, the pauses between them left out.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>How many devices came to this end, each counted once.</summary>
    public int Devices(DeviceOutcome fate) => _fates.Count(fate);

    /// <summary>Goes through the journal.</summary>
    /// <param name="see">Told each line.</param>
    /// <param name="settle">Told each request once its end is known; without an outcome where that never came.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="JournalException">The journal cannot be read, or is none.</exception>
    public void Read(Action<JournalEntry>? see = null, Action<JournalSend, JournalOutcome?>? settle = null, CancellationToken cancellationToken = default)
    {
        JournalReplay replay = new();
        Guard(() =>
        {
            foreach (JournalEntry entry in JournalReader.Read(path))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Take(entry);
                see?.Invoke(entry);
                foreach ((JournalSend send, JournalOutcome? outcome) in replay.Take(entry))
                {
                    _fates.Set(send, outcome);
                    settle?.Invoke(send, outcome);
                }
            }
        });
        foreach (JournalSend send in replay.Open)
        {
            _fates.Set(send, null);
            settle?.Invoke(send, null);
        }

        Runs = replay.Runs;
        Command = replay.Command;
    }

    /// <summary>The names of the devices that came to one of some ends, each once. What has been named is not counted any more.</summary>
    public void Name(DeviceOutcome[] fates, Action<DeviceOutcome, string> tell, CancellationToken cancellationToken = default)
    {
        if (fates.All(fate => Devices(fate) == 0))
        {
            return;
        }

        JournalReplay replay = new();
        Guard(() =>
        {
            foreach (JournalEntry entry in JournalReader.Read(path).Take(_lines))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Tell(replay.Take(entry));
            }
        });
        Tell(replay.Open.Select(static send => (send, (JournalOutcome?)null)));

        void Tell(IEnumerable<(JournalSend Send, JournalOutcome? Outcome)> settled)
        {
            foreach ((JournalSend send, JournalOutcome? outcome) in settled)
            {
                DeviceOutcome fate = DeviceLedger.Of(outcome);
                if (Array.IndexOf(fates, fate) < 0)
                {
                    continue;
                }

                foreach (string name in _fates.TakeOut(fate, send))
                {
                    tell(fate, name);
                }
            }
        }
    }

    private void Take(JournalEntry entry)
    {
        _lines++;
        StartedAt ??= entry.At.UtcDateTime;
        if (entry is not JournalRun)
        {
            Duration += entry.At.UtcDateTime - EndedAt!.Value;
        }

        EndedAt = entry.At.UtcDateTime;
        Completed = entry is JournalEnd;
        Requests += entry is JournalSend ? 1 : 0;
    }

    private void Guard(Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalException("JournalNotFound", path, $"The journal '{path}' cannot be read: {exception.Message}", "Check the path.", exception);
        }
    }
}
