using System;
using System.Collections.Generic;

namespace TuyaIot.Journals;

/// <summary>Goes through a journal and keeps what is still open: requests that were about to be sent and have no outcome.</summary>
internal sealed class JournalReplay
{
    private readonly Dictionary<int, JournalSend> _open = [];

    /// <summary>What became of each device, once <see cref="ReadAll"/> is through.</summary>
    public DeviceLedger Ledger { get; } = new();

    /// <summary>When the first run began; null in an empty journal.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    public JournalCommand? Command { get; private set; }

    public int Runs { get; private set; }

    /// <summary>What was in flight when the last run died, or is now.</summary>
    public IEnumerable<JournalSend> Open => _open.Values;

    /// <summary>Records every request of a journal in the ledger.</summary>
    public void ReadAll(IEnumerable<JournalEntry> entries)
    {
        foreach (JournalEntry entry in entries)
        {
            foreach ((JournalSend send, JournalOutcome? outcome) in Take(entry))
            {
                Ledger.Record(send, outcome);
            }

            if (entry is JournalExecution execution)
            {
                Ledger.Record(execution);
            }
        }

        foreach (JournalSend send in Open)
        {
            Ledger.Record(send, null);
        }
    }

    /// <summary>Takes one entry in. What comes out are requests whose outcome is known by it.</summary>
    public IEnumerable<(JournalSend Send, JournalOutcome? Outcome)> Take(JournalEntry entry)
    {
        switch (entry)
        {
            case JournalRun run:
                Command ??= run.Command;
                StartedAt ??= run.At;
                Runs = run.Number;

                // A new run: what the one before left open was never heard of again.
                List<JournalSend> lost = [.. _open.Values];
                _open.Clear();
                return lost.ConvertAll(static send => (send, (JournalOutcome?)null));
            case JournalSend send:
                // A number that is open already would be a mistake of the writer; its devices must not be forgotten for it.
                bool isOpen = _open.TryGetValue(send.Number, out JournalSend? earlier);
                _open[send.Number] = send;
                return isOpen ? [(earlier!, null)] : [];
            case JournalOutcome outcome when _open.TryGetValue(outcome.Number, out JournalSend? sent):
                _open.Remove(outcome.Number);
                return [(sent, outcome)];
            default:
                return [];
        }
    }
}
