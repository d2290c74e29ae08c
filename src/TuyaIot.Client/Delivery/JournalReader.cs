using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using TuyaIot.Rpc;

namespace TuyaIot.Delivery;

/// <summary>Reads a journal line by line. A last line that a dying process tore is left out; any other broken line is an error.</summary>
internal static class JournalReader
{
    private const string Beginning = "{\"run\":";

    public static IEnumerable<JournalEntry> Read(string path)
    {
        // A run may be writing it while it is read.
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(file);
        int number = 0;
        string? torn = null;
        while (reader.ReadLine() is string line)
        {
            number++;
            if (torn is not null || (number == 1 && !line.StartsWith(Beginning, StringComparison.Ordinal)))
            {
                throw Damaged(path, torn is null ? number : number - 1);
            }

            if (TryParse(line, out JournalEntry? entry))
            {
                yield return entry!;
            }
            else
            {
                torn = line;
            }
        }

        if (torn is not null && WholeLength(file) == file.Length)
        {
            throw Damaged(path, number);
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

    private static bool TryParse(string line, out JournalEntry? entry)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            entry = Parse(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
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
                [.. json.GetProperty("parameters").EnumerateObject().Select(property => new RpcParameter(property.Name, property.Value.GetString()!))],
                [.. json.GetProperty("deviceName").EnumerateArray().Select(name => name.GetString()!)]),
            _ when json.TryGetProperty("outcome", out JsonElement number) => new JournalOutcome(
                at,
                number.GetInt32(),
                Enum.TryParse(json.GetProperty("status").GetString(), out DeliveryStatus status) ? status : DeliveryStatus.Unknown,
                json.GetProperty("sent").GetBoolean(),
                json.TryGetProperty("code", out JsonElement code) ? code.GetString() : null,
                json.GetProperty("attempts").GetInt32(),
                TimeSpan.FromMilliseconds(json.GetProperty("milliseconds").GetInt64())),
            _ when json.TryGetProperty("end", out _) => new JournalEnd(at),
            _ => null,
        };
    }

    private static JournalException Damaged(string path, int line) => new(
        "JournalDamaged",
        path,
        $"Line {line} of '{path}' is no line of a journal.",
        "Check the path. A journal is written by -JournalPath and must not be edited; a new path begins a new one.");
}
