using System;
using System.Buffers.Text;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TuyaIot.Journals;

/// <summary>
/// A line of a journal as bytes: a JSON object that begins with its type and ends with the CRC-32 of all bytes before it, as in
/// <c>{"type":"end","at":"…","crc":"0a1b2c3d"}</c>.
/// </summary>
internal static class JournalLine
{
    public const string Type = "type";
    public const string Run = "run";

    private const int ChecksumDigits = 8;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static ReadOnlySpan<byte> Beginning => "{\"type\":\""u8;

    private static ReadOnlySpan<byte> ChecksumBeginning => ",\"crc\":\""u8;

    private static ReadOnlySpan<byte> ChecksumEnd => "\"}"u8;

    private static int ChecksumLength => ChecksumBeginning.Length + ChecksumDigits + ChecksumEnd.Length;

    /// <summary>Appends a line and its end.</summary>
    public static void Write(MemoryStream stream, JournalEntry entry)
    {
        int start = (int)stream.Length;
        using (Utf8JsonWriter json = new(stream, Readable))
        {
            JsonSerializer.Serialize(json, entry, JournalJson.Readable.JournalEntry);
        }

        // The checksum stands inside of the object, in front of its last brace.
        stream.SetLength(stream.Length - 1);
        uint checksum = Crc32.Compute(stream.GetBuffer().AsSpan(start, (int)stream.Length - start));
        Span<byte> end = stackalloc byte[ChecksumLength + 1];
        WriteChecksum(checksum, end);
        end[ChecksumLength] = (byte)'\n';
        stream.Write(end.ToArray(), 0, end.Length);
    }

    /// <summary>Whether these are the bytes of one whole line without its end, every bit as it was written.</summary>
    public static bool IsSound(ReadOnlySpan<byte> line)
    {
        if (line.Length < Beginning.Length + ChecksumLength || !line.StartsWith(Beginning))
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[ChecksumLength];
        WriteChecksum(Crc32.Compute(line.Slice(0, line.Length - ChecksumLength)), expected);
        return line.EndsWith(expected);
    }

    /// <summary>Reads a sound line. Null where it is none that any version could have written.</summary>
    public static JournalEntry? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            JournalEntry? entry = JsonSerializer.Deserialize(line, JournalJson.Readable.JournalEntry);
            return entry is not null && IsComplete(entry) ? entry : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException
            or FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsComplete(JournalEntry entry) => entry switch
    {
        JournalRun { Command: null or { Endpoint: null } or { Action: null } or { Parameters: null } } => false,
        JournalSend send => send is { Parameters: not null, DeviceName: not null } && send.DeviceName.All(static name => name is not null),
        _ => true,
    };

    private static void WriteChecksum(uint checksum, Span<byte> target)
    {
        ChecksumBeginning.CopyTo(target);
        Utf8Formatter.TryFormat(checksum, target.Slice(ChecksumBeginning.Length), out _, new('x', ChecksumDigits));
        ChecksumEnd.CopyTo(target.Slice(ChecksumBeginning.Length + ChecksumDigits));
    }
}
