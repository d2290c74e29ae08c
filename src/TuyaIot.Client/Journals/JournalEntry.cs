using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Journals;

/// <summary>A line of a journal. One of a type that this version does not know is this and no more.</summary>
/// <param name="At">When it was written.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(JournalRun), "run")]
[JsonDerivedType(typeof(JournalSend), "send")]
[JsonDerivedType(typeof(JournalOutcome), "outcome")]
[JsonDerivedType(typeof(JournalEnd), "end")]
internal record JournalEntry([property: JsonRequired, JsonPropertyOrder(-1)] DateTimeOffset At);

/// <summary>A run begins.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Version">The format of the run's lines.</param>
/// <param name="Number">1 for the first run of the journal.</param>
/// <param name="Command">What is run.</param>
/// <param name="Expected">How many devices its input has; null where that is not known.</param>
/// <param name="TornBytes">How many bytes of a torn line the run before left in front of this line; null where it left none.</param>
internal sealed record JournalRun(
    DateTimeOffset At,
    [property: JsonRequired, JsonPropertyOrder(-2)] int Version,
    [property: JsonRequired] int Number,
    [property: JsonRequired] JournalCommand Command,
    long? Expected = null,
    long? TornBytes = null)
    : JournalEntry(At)
{
    /// <summary>The format that this version writes and reads.</summary>
    public const int CurrentVersion = 1;
}

/// <summary>A request is about to be sent.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Number">The request's, counted from 1 in each run.</param>
/// <param name="Parameters">The parameters of the request, without the device names.</param>
/// <param name="DeviceName">The devices.</param>
internal sealed record JournalSend(
    DateTimeOffset At,
    [property: JsonRequired] int Number,
    [property: JsonRequired, JsonConverter(typeof(ParametersConverter))] IReadOnlyList<RpcParameter> Parameters,
    [property: JsonRequired, JsonConverter(typeof(NamesConverter))] IReadOnlyList<string> DeviceName)
    : JournalEntry(At);

/// <summary>What became of a request.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Number">The request's.</param>
/// <param name="Status">What is known of it.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Duration">From the first attempt to the verdict, waiting included.</param>
/// <param name="Latency">How long the last attempt took by itself; null where it did not reach the wire.</param>
/// <param name="Throttled">How many of its attempts were answered with "too many requests".</param>
/// <param name="Sent">False where nothing had reached the gateway.</param>
/// <param name="Code">The gateway's.</param>
/// <param name="RequestId">The gateway's.</param>
/// <param name="ErrorMessage">What the gateway, or the connection, said of it.</param>
internal sealed record JournalOutcome(
    DateTimeOffset At,
    [property: JsonRequired] int Number,
    [property: JsonRequired, JsonConverter(typeof(StatusConverter))] DeliveryStatus Status,
    [property: JsonRequired] int Attempts,
    [property: JsonRequired, JsonPropertyName("milliseconds"), JsonConverter(typeof(MillisecondsConverter))] TimeSpan Duration,
    [property: JsonPropertyName("latencyMilliseconds"), JsonConverter(typeof(MillisecondsConverter))] TimeSpan? Latency,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Throttled,
    [property: JsonRequired] bool Sent,
    string? Code = null,
    string? RequestId = null,
    string? ErrorMessage = null)
    : JournalEntry(At)
{
    public static JournalOutcome Create(DateTimeOffset at, int number, Outcome outcome) => new(
        at,
        number,
        outcome.Verdict.Status,
        outcome.Attempts,
        outcome.Duration,
        outcome.Latency,
        outcome.Throttled,
        outcome.SentAt is not null,
        outcome.Reply.Code,
        outcome.Reply.RequestId,
        outcome.Verdict.Status is DeliveryStatus.Accepted ? null : outcome.Reply.ErrorMessage);
}

/// <summary>The run came to its end.</summary>
/// <param name="At">When it was written.</param>
internal sealed record JournalEnd(DateTimeOffset At) : JournalEntry(At);
