using System;
using System.Collections.Generic;
using TuyaIot.Rpc;

namespace TuyaIot.Delivery;

/// <summary>A line of a journal, read.</summary>
/// <param name="At">When it was written.</param>
internal abstract record JournalEntry(DateTimeOffset At);

internal sealed record JournalRun(DateTimeOffset At, int Run, JournalCommand Command) : JournalEntry(At);

internal sealed record JournalSend(DateTimeOffset At, int Number, IReadOnlyList<RpcParameter> Parameters, IReadOnlyList<string> DeviceName)
    : JournalEntry(At);

/// <summary>What became of a request. Sent is false where nothing had reached the gateway.</summary>
internal sealed record JournalOutcome(DateTimeOffset At, int Number, DeliveryStatus Status, bool Sent, string? Code, int Attempts, TimeSpan Duration)
    : JournalEntry(At);

internal sealed record JournalEnd(DateTimeOffset At) : JournalEntry(At);
