using System;
using System.Buffers.Text;
using System.Text.Json;

namespace TuyaIot.Journals;

/// <summary>
/// A line of a journal as bytes: a JSON object that begins with its type and ends with the CRC-32 of all bytes before it, as in
/// <c>{"type":"end","at":"…","crc":"0a1b2c3d"}</c>.
/// </summary>
internal static class JournalLine
{
    private const int ChecksumDigits = 8;

    private static ReadOnlySpan<byte> Beginning => "{\"type\":\""u8;

    private static ReadOnlySpan<byte> ChecksumBeginning => ",\"crc\":\""u8;

    private static ReadOnlySpan<byte> ChecksumEnd => "\"}"u8;

    /// <summary>How many bytes stand behind the content: the checksum, and the end of the object.</summary>
    public static int ChecksumLength => ChecksumBeginning.Length + ChecksumDigits + ChecksumEnd.Length;

    /// <summary>Writes what stands behind a content.</summary>
    public static void WriteChecksum(ReadOnlySpan<byte> content, Span<byte> target)
    {
        ChecksumBeginning.CopyTo(target);
        Utf8Formatter.TryFormat(Crc32.Compute(content), target.Slice(ChecksumBeginning.Length), out _, new('x', ChecksumDigits));
        ChecksumEnd.CopyTo(target.Slice(ChecksumBeginning.Length + ChecksumDigits));
    }

    /// <summary>Whether these are the bytes of one whole line without its end, every bit as it was written.</summary>
    public static bool IsSound(ReadOnlySpan<byte> line)
    {
        if (line.Length < Beginning.Length + ChecksumLength || !line.StartsWith(Beginning))
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[ChecksumLength];
        WriteChecksum(line.Slice(0, line.Length - ChecksumLength), expected);
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
        JournalSend { Parameters: null } or JournalSend { DeviceName: null } => false,
        JournalExecution { Parameters: null } or JournalExecution { DeviceName: null } => false,
        _ => true,
    };
}
