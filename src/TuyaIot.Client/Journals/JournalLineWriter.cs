using System;
using System.IO;
using System.Text.Json;

namespace TuyaIot.Journals;

/// <summary>Writes lines of a journal, one after the other, into memory that is used again.</summary>
internal sealed class JournalLineWriter : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly Utf8JsonWriter _json;

    public JournalLineWriter() => _json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = JournalJson.Readable.Options.Encoder, SkipValidation = true });

    /// <summary>A line and its end.</summary>
    /// <param name="entry">What it says.</param>
    /// <param name="endsLineBefore">Whether a line without its end stands before it.</param>
    /// <returns>Its bytes, until the next one is written.</returns>
    public ArraySegment<byte> Write(JournalEntry entry, bool endsLineBefore)
    {
        _bytes.SetLength(0);
        if (endsLineBefore)
        {
            _bytes.WriteByte((byte)'\n');
        }

        int start = (int)_bytes.Length;
        _json.Reset();
        JsonSerializer.Serialize(_json, entry, JournalJson.Readable.JournalEntry);

        // The checksum stands inside of the object, in place of its last brace.
        int end = (int)_bytes.Length - 1;
        _bytes.SetLength(end + JournalLine.ChecksumLength);
        JournalLine.WriteChecksum(_bytes.GetBuffer().AsSpan(start, end - start), _bytes.GetBuffer().AsSpan(end));
        _bytes.Position = _bytes.Length;
        _bytes.WriteByte((byte)'\n');
        return new ArraySegment<byte>(_bytes.GetBuffer(), 0, (int)_bytes.Length);
    }

    public void Dispose() => _json.Dispose();
}
