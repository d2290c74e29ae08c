using System.Collections.Generic;

namespace TuyaIot.Journals;

/// <summary>Goes through a journal and keeps what is still open: requests that were about to be sent and have no outcome.</summary>
internal sealed class JournalReplay
{
    private readonly Dictionary<int, JournalSend> _open = [];

    public JournalCommand? Command { get; private set; }

    public int Runs { get; private set; }

    /// <summary>What was in flight when the last run died, or is now.</summary>
    public IEnumerable<JournalSend> Open => _open.Values;

    /// <summary>Takes one entry in. What comes out are requests whose fate is known by it.</summary>
    public IEnumerable<(JournalSend Send, JournalOutcome? Outcome)> Take(JournalEntry entry)
    {
        switch (entry)
        {
            case JournalRun run:
                Command ??= run.Command;
                Runs = run.Run;

                // A new run: what the one before left open was never heard of again.
                List<JournalSend> lost = [.. _open.Values];
                _open.Clear();
                return lost.ConvertAll(send => (send, (JournalOutcome?)null));
            case JournalSend send:
                _open[send.Number] = send;
                return [];
            case JournalOutcome outcome when _open.TryGetValue(outcome.Number, out JournalSend? sent):
                _open.Remove(outcome.Number);
                return [(sent, outcome)];
            default:
                return [];
        }
    }
}
