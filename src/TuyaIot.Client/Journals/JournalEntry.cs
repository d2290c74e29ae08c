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
[JsonDerivedType(typeof(JournalRefusal), "refusal")]
[JsonDerivedType(typeof(JournalRepeat), "repeat")]
[JsonDerivedType(typeof(JournalOutcome), "outcome")]
[JsonDerivedType(typeof(JournalEnd), "end")]
[JsonDerivedType(typeof(JournalExecution), "execution")]
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
    : JournalEntry(At)
{
    [JsonIgnore]
    public string? ProductKey => RpcParameter.Find(Parameters, nameof(ProductKey));
}

/// <summary>A request was not carried out, and is to be sent again. Until then its devices were not told.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Number">The request's.</param>
/// <param name="Sent">False where it had not reached the gateway.</param>
/// <param name="Code">The gateway's.</param>
/// <param name="ErrorMessage">What the gateway, or the connection, said of it.</param>
internal sealed record JournalRefusal(
    DateTimeOffset At, [property: JsonRequired] int Number, [property: JsonRequired] bool Sent, string? Code = null, string? ErrorMessage = null)
    : JournalEntry(At)
{
    /// <summary>What became of the request, where it was not sent again.</summary>
    public JournalOutcome ToOutcome() => new(
        At, Number, DeliveryStatus.Rejected, Attempts: 1, TimeSpan.Zero, Latency: null, Throttled: 0, Sent, Code, ErrorMessage: ErrorMessage);
}

/// <summary>A request that was refused is about to be sent again.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Number">The request's.</param>
internal sealed record JournalRepeat(DateTimeOffset At, [property: JsonRequired] int Number) : JournalEntry(At);

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
/// <param name="SentAt">When the last attempt began; null where nothing had reached the gateway.</param>
/// <param name="GatewayAt">The gateway's time of its reply, which counts whole seconds; null where none came.</param>
/// <param name="MessageId">The id of the message to the device, where the reply gave one.</param>
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
    string? ErrorMessage = null,
    DateTimeOffset? SentAt = null,
    DateTimeOffset? GatewayAt = null,
    string? MessageId = null)
    : JournalEntry(At)
{
    public static JournalOutcome Create(DateTimeOffset at, int number, Outcome outcome, string? messageId = null) => new(
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
        outcome.Verdict.Status is DeliveryStatus.Accepted ? null : outcome.Reply.ErrorMessage,
        outcome.SentAt,
        outcome.Reply.Date,
        messageId);
}

/// <summary>The run came to its end.</summary>
/// <param name="At">When it was written.</param>
internal sealed record JournalEnd(DateTimeOffset At) : JournalEntry(At);

/// <summary>What was seen at devices after a command for them had been sent. It may come after the end of the run.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Parameters">The parameters of the request, without the device names.</param>
/// <param name="DeviceName">The devices.</param>
/// <param name="Status">What became of the command at them.</param>
/// <param name="Code">The code of the answer.</param>
/// <param name="Message">The text of the answer.</param>
/// <param name="Evidence">By what it is known; null where nothing came.</param>
/// <param name="Inferred">Whether it was matched without an id.</param>
/// <param name="Late">Whether it came after the time of the wait, or after another status of the device.</param>
/// <param name="Elapsed">From the send to the evidence.</param>
internal sealed record JournalExecution(
    DateTimeOffset At,
    [property: JsonRequired, JsonConverter(typeof(ParametersConverter))] IReadOnlyList<RpcParameter> Parameters,
    [property: JsonRequired, JsonConverter(typeof(NamesConverter))] IReadOnlyList<string> DeviceName,
    [property: JsonRequired, JsonConverter(typeof(ExecutionStatusConverter))] ExecutionStatus Status,
    string? Code = null,
    string? Message = null,
    [property: JsonConverter(typeof(ExecutionEvidenceConverter))] ExecutionEvidence? Evidence = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Inferred = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Late = false,
    [property: JsonPropertyName("elapsedMilliseconds"), JsonConverter(typeof(MillisecondsConverter))] TimeSpan? Elapsed = null)
    : JournalEntry(At)
{
    [JsonIgnore]
    public string? ProductKey => RpcParameter.Find(Parameters, nameof(ProductKey));
}
