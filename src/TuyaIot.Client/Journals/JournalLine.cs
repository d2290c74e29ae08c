using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Journals;

/// <summary>
/// The lines of a journal. Each is a JSON object: "run" begins one, "send" says what is about to be sent, "outcome" what became
/// of it, "end" that the run came to its end.
/// </summary>
internal static class JournalLine
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Run(int run, DateTimeOffset at, JournalCommand command) => Write(json =>
    {
        json.WriteNumber("run", run);
        json.WriteString("at", at);
        json.WritePropertyName("command");
        command.Write(json);
    });

    public static byte[] Send(int number, DateTimeOffset at, IReadOnlyList<RpcParameter> parameters, IReadOnlyList<string> deviceNames) => Write(json =>
    {
        json.WriteNumber("send", number);
        json.WriteString("at", at);
        WriteParameters(json, parameters);
        json.WriteStartArray("deviceName");
        foreach (string name in deviceNames)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    });

    public static byte[] Outcome(int number, DateTimeOffset at, Outcome outcome) => Write(json =>
    {
        json.WriteNumber("outcome", number);
        json.WriteString("at", at);
        json.WriteString("status", outcome.Verdict.Status.ToString());
        json.WriteNumber("attempts", outcome.Attempts);
        json.WriteNumber("milliseconds", (long)outcome.Duration.TotalMilliseconds);
        if (outcome.Latency is TimeSpan latency)
        {
            json.WriteNumber("latencyMilliseconds", (long)latency.TotalMilliseconds);
        }

        if (outcome.Throttled > 0)
        {
            json.WriteNumber("throttled", outcome.Throttled);
        }

        json.WriteBoolean("sent", outcome.SentAt is not null);
        WriteIfAny(json, "code", outcome.Reply.Code);
        WriteIfAny(json, "requestId", outcome.Reply.RequestId);
        WriteIfAny(json, "errorMessage", outcome.Verdict.Status is DeliveryStatus.Accepted ? null : outcome.Reply.ErrorMessage);
    });

    public static byte[] End(DateTimeOffset at) => Write(json =>
    {
        json.WriteBoolean("end", true);
        json.WriteString("at", at);
    });

    public static void WriteParameters(Utf8JsonWriter json, IReadOnlyList<RpcParameter> parameters)
    {
        json.WriteStartObject("parameters");
        foreach (RpcParameter parameter in parameters)
        {
            json.WriteString(parameter.Name, parameter.Value);
        }

        json.WriteEndObject();
    }

    public static IReadOnlyList<RpcParameter> ReadParameters(JsonElement json) =>
        [.. json.EnumerateObject().Select(property => new RpcParameter(property.Name, ReadText(property.Value)))];

    /// <exception cref="FormatException">It is null, which nothing in a journal is.</exception>
    public static string ReadText(JsonElement json) => json.GetString() ?? throw new FormatException();

    private static byte[] Write(Action<Utf8JsonWriter> content)
    {
        using MemoryStream line = new();
        using (Utf8JsonWriter json = new(line, Readable))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
