using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using TuyaIot.Delivery;

namespace TuyaIot.Journals;

/// <summary>
/// Reads a journal line by line. A last line without its end, which a dying process tore, is left out; any other broken line is
/// an error.
/// </summary>
internal static class JournalReader
{
    /// <summary>What a journal begins with. A file that begins otherwise is somebody's, and must not be written to.</summary>
    private static readonly byte[] Beginning = "{\"run\":1,\"at\":\""u8.ToArray();

    public static IEnumerable<JournalEntry> Read(string path)
    {
        // A run may be writing it while it is read.
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (!BeginsAsJournal(file))
        {
            throw Damaged(path, 1);
        }

        int number = 0;
        foreach (ReadOnlyMemory<byte> line in LineReader.Read(file))
        {
            number++;
            yield return TryParse(line, out JournalEntry? entry) ? entry! : throw Damaged(path, number);
        }
    }

    /// <summary>The length of the file up to the end of its last whole line.</summary>
    public static long WholeLength(FileStream file)
    {
        for (long position = file.Length; position > 0; position--)
        {
            file.Position = position - 1;
            if (file.ReadByte() == '\n')
            {
                return position;
            }
        }

        return 0;
    }

    /// <summary>True for an empty file and for a torn beginning too.</summary>
    private static bool BeginsAsJournal(FileStream file)
    {
        byte[] beginning = new byte[Beginning.Length];
        file.Position = 0;
        int length = file.Read(beginning, 0, beginning.Length);
        return Beginning.AsSpan().StartsWith(beginning.AsSpan(0, length));
    }

    private static bool TryParse(ReadOnlyMemory<byte> line, out JournalEntry? entry)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            entry = Parse(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
        {
            entry = null;
        }

        return entry is not null;
    }

    private static JournalEntry? Parse(JsonElement json)
    {
        DateTimeOffset at = json.GetProperty("at").GetDateTimeOffset();
        return json switch
        {
            _ when json.TryGetProperty("run", out JsonElement run) =>
                new JournalRun(at, run.GetInt32(), JournalCommand.Read(json.GetProperty("command"))),
            _ when json.TryGetProperty("send", out JsonElement number) => new JournalSend(
                at,
                number.GetInt32(),
                JournalLine.ReadParameters(json.GetProperty("parameters")),
                [.. json.GetProperty("deviceName").EnumerateArray().Select(JournalLine.ReadText)]),
            _ when json.TryGetProperty("outcome", out JsonElement number) => new JournalOutcome(
                at,
                number.GetInt32(),
                ReadStatus(json.GetProperty("status")),
                json.GetProperty("sent").GetBoolean(),
                TextOf(json, "code"),
                json.GetProperty("attempts").GetInt32(),
                TimeSpan.FromMilliseconds(json.GetProperty("milliseconds").GetInt64()),
                TextOf(json, "errorMessage"),
                (int)(NumberOf(json, "throttled") ?? 0),
                NumberOf(json, "latencyMilliseconds") is long latency ? TimeSpan.FromMilliseconds(latency) : null),
            _ when json.TryGetProperty("end", out _) => new JournalEnd(at),
            _ => null,
        };
    }

    private static string? TextOf(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;

    private static long? NumberOf(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement number) ? number.GetInt64() : null;

    /// <summary>A status that this version does not know may mean anything.</summary>
    private static DeliveryStatus ReadStatus(JsonElement json) => json.GetString() switch
    {
        nameof(DeliveryStatus.Accepted) => DeliveryStatus.Accepted,
        nameof(DeliveryStatus.Rejected) => DeliveryStatus.Rejected,
        _ => DeliveryStatus.Unknown,
    };

    private static JournalException Damaged(string path, int line) => new(
        "JournalDamaged",
        path,
        $"Line {line} of '{path}' is no line of a journal.",
        "Check the path. A journal is written by -JournalPath and must not be edited; a new path begins a new one.");
}
