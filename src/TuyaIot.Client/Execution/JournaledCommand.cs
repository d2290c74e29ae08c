using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using TuyaIot.Journals;
using TuyaIot.Signing;

namespace TuyaIot.Execution;

/// <summary>Reads a command back from the journal of its run.</summary>
internal static class JournaledCommand
{
    /// <summary>The commands of a journal with those of their devices of which it is not known what they did.</summary>
    /// <param name="journal">The journal, which was read.</param>
    /// <param name="path">Its path.</param>
    /// <param name="take">Receives each command and its devices.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    public static void ReadOpen(
        JournalAggregator journal, string path, Action<SentCommand, IReadOnlyList<string>> take, CancellationToken cancellationToken)
    {
        SentCommand? command = null;
        JournalSend? last = null;
        List<string> names = [];
        journal.NameOpen(
            (device, seen) =>
            {
                if (!ReferenceEquals(device.Send, last) || seen != command!.Seen)
                {
                    TakeNames();
                    last = device.Send;
                    command = Create(device.Send, device.Reply, seen, path);
                }

                names.Add(device.Name);
            },
            cancellationToken);
        TakeNames();

        void TakeNames()
        {
            if (names.Count > 0)
            {
                take(command!, names);
                names = [];
            }
        }
    }

    /// <param name="send">What was about to be sent.</param>
    /// <param name="outcome">What became of it; null where nothing was heard of it.</param>
    /// <param name="seen">What an earlier wait said of its devices.</param>
    /// <param name="path">The journal.</param>
    public static SentCommand Create(JournalSend send, JournalOutcome? outcome, ExecutionStatus? seen, string path) => new()
    {
        ProductKey = Find(send, "ProductKey") ?? string.Empty,
        Identifier = Find(send, "Identifier"),
        Args = Find(send, "Identifier") is null ? null : Find(send, "Args"),
        Property = Find(send, "Items"),
        Qos = int.TryParse(Find(send, "Qos"), NumberStyles.None, CultureInfo.InvariantCulture, out int qos) ? qos : null,
        SentAt = outcome?.SentAt ?? send.At,
        Latency = outcome?.Latency,
        GatewayAt = outcome?.GatewayAt,
        MessageId = outcome?.MessageId,
        IsUnknown = DeviceLedger.From(outcome) is DeviceOutcome.Unknown,
        Seen = seen,
        JournalPath = path,
        Parameters = send.Parameters,
    };

    private static string? Find(JournalSend send, string name) => RpcParameter.Find(send.Parameters, name);
}
