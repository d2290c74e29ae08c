using System;
using System.Collections.Generic;

namespace TuyaIot.Journals;

/// <summary>
/// Goes through a journal and keeps what is still open: requests that were about to be sent and have no outcome. Nobody knows whether they
/// were carried out, unless the last that is known is a refusal.
/// </summary>
internal sealed class JournalReplay
{
    private readonly Dictionary<int, (JournalSend Send, JournalOutcome? Refusal)> _open = [];

    /// <summary>What became of each device, once <see cref="ReadAll"/> is through.</summary>
    public DeviceLedger Ledger { get; } = new();

    /// <summary>When the first run began; null in an empty journal.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    public JournalCommand? Command { get; private set; }

    public int Runs { get; private set; }

    /// <summary>What was in flight, or waited to be sent again, when the last run died, or is now.</summary>
    public IReadOnlyCollection<(JournalSend Send, JournalOutcome? Outcome)> Open => _open.Values;

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

        foreach ((JournalSend send, JournalOutcome? refusal) in Open)
        {
            Ledger.Record(send, refusal);
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
                (JournalSend, JournalOutcome?)[] lost = [.. _open.Values];
                _open.Clear();
                return lost;
            case JournalSend send:
                // A number that is open already would be a mistake of the writer; its devices must not be forgotten for it.
                bool isOpen = _open.TryGetValue(send.Number, out (JournalSend Send, JournalOutcome?) earlier);
                _open[send.Number] = (send, null);
                return isOpen ? [earlier] : [];
            case JournalRefusal refusal when _open.TryGetValue(refusal.Number, out (JournalSend Send, JournalOutcome?) refused):
                _open[refusal.Number] = (refused.Send, refusal.ToOutcome());
                return [];
            case JournalRepeat repeat when _open.TryGetValue(repeat.Number, out (JournalSend Send, JournalOutcome?) repeated):
                _open[repeat.Number] = (repeated.Send, null);
                return [];
            case JournalOutcome outcome when _open.TryGetValue(outcome.Number, out (JournalSend Send, JournalOutcome?) sent):
                _open.Remove(outcome.Number);
                return [(sent.Send, outcome)];
            default:
                return [];
        }
    }
}
