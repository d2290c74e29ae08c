using System;
using System.Collections.Generic;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Journals;

/// <summary>A line of a journal, read.</summary>
/// <param name="At">When it was written.</param>
internal abstract record JournalEntry(DateTimeOffset At);

internal sealed record JournalRun(DateTimeOffset At, int Run, JournalCommand Command) : JournalEntry(At);

internal sealed record JournalSend(DateTimeOffset At, int Number, IReadOnlyList<RpcParameter> Parameters, IReadOnlyList<string> DeviceName)
    : JournalEntry(At);

/// <summary>What became of a request.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Number">The request's.</param>
/// <param name="Status">What is known of it.</param>
/// <param name="Sent">False where nothing had reached the gateway.</param>
/// <param name="Code">The gateway's.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Duration">From the first attempt to the verdict, waiting included.</param>
/// <param name="ErrorMessage">What the gateway, or the connection, said of it.</param>
/// <param name="Throttled">How many of its attempts were answered with "too many requests"; 0 in lines of before it was recorded.</param>
/// <param name="Latency">How long the last attempt took by itself; null where it did not reach the wire or was not recorded.</param>
internal sealed record JournalOutcome(
    DateTimeOffset At,
    int Number,
    DeliveryStatus Status,
    bool Sent,
    string? Code,
    int Attempts,
    TimeSpan Duration,
    string? ErrorMessage = null,
    int Throttled = 0,
    TimeSpan? Latency = null)
    : JournalEntry(At);

internal sealed record JournalEnd(DateTimeOffset At) : JournalEntry(At);
