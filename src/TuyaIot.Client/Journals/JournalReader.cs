using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;

namespace TuyaIot.Journals;

/// <summary>
/// Reads a journal line by line. A dying process may leave half a line behind: at the end of the file it is left out; in front of a
/// later run it is legal where that run's first line states its length. Any other line whose checksum does not fit is damage.
/// </summary>
/// <param name="file">The journal's file.</param>
/// <param name="path">Its path, for errors.</param>
/// <param name="length">How much of it to read; all that is there where null.</param>
internal sealed class JournalReader(Stream file, string path, long? length = null)
{
    private const int ProgressStep = 1024 * 1024;

    /// <summary>How much of the file is read. What a run appends meanwhile is not.</summary>
    public long Length { get; } = length ?? file.Length;

    /// <summary>Whether the last line has no line break, so that a next run has to begin with one.</summary>
    public bool EndsWithinLine { get; private set; }

    /// <summary>The length of the half line at the end; null where the last line is whole.</summary>
    public long? TornBytes { get; private set; }

    private static ReadOnlySpan<byte> Beginning => "{\"type\":\"run\",\"version\":"u8;

    /// <summary>What a journal of version 0.1.0 begins with.</summary>
    private static ReadOnlySpan<byte> OldBeginning => "{\"run\":1,\"at\":\""u8;

    /// <summary>Reads it once.</summary>
    /// <param name="progress">Receives the part of the file that has been read, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="JournalException">It is no journal, damaged, or of another version.</exception>
    public IEnumerable<JournalEntry> Read(IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        int number = 0;
        long position = 0;
        long reported = 0;
        long? torn = null;
        foreach (FileLine line in LineReader.Read(file, Length))
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            if (number == 1)
            {
                CheckBeginning(line.Bytes.Span);
            }

            if (!IsSound(line))
            {
                // Of two broken lines in a row the first cannot have been torn; a line that is whole but for its last byte lost its line break.
                if (torn is not null || (!line.HasEnd && IsSound(line.Bytes.Span, line.Length - 1)))
                {
                    throw Damaged(torn is null ? number : number - 1);
                }

                torn = line.Length;
            }
            else
            {
                JournalEntry entry = JournalLine.Parse(line.Bytes.Span) ?? throw Damaged(number, "its checksum fits, its content does not");
                JournalRun? run = entry as JournalRun;
                if (torn is not null && run?.TornBytes != torn)
                {
                    throw Damaged(number - 1);
                }

                if (torn is null && (run?.TornBytes is not null || (number == 1 && run is null)))
                {
                    throw Damaged(number, "a line in front of it is missing");
                }

                if (run is not null && run.Version != JournalRun.CurrentVersion)
                {
                    throw NotSupported(run.Version);
                }

                torn = null;
                yield return entry;
            }

            EndsWithinLine = !line.HasEnd;
            position += line.Length + 1;
            if (position - reported >= ProgressStep)
            {
                reported = position;
                progress?.Report(Math.Min(1, (double)position / Length));
            }
        }

        if (torn is not null && !EndsWithinLine)
        {
            throw Damaged(number);
        }

        TornBytes = torn;
        progress?.Report(1);
    }

    private static bool IsSound(FileLine line) => IsSound(line.Bytes.Span, line.Length);

    private static bool IsSound(ReadOnlySpan<byte> bytes, long length) => bytes.Length >= length && JournalLine.IsSound(bytes.Slice(0, (int)length));

    /// <summary>A file that begins otherwise is somebody's, and must not be written to. A torn beginning is a beginning.</summary>
    private void CheckBeginning(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith(OldBeginning))
        {
            throw new JournalException(
                "JournalVersionNotSupported",
                path,
                $"The journal '{path}' was written by version 0.1.0 of TuyaIot, whose format this version does not read.",
                "Finish its run with version 0.1.0, or begin a new journal with the devices that Get-IotJournal of that version does not name as accepted.");
        }

        ReadOnlySpan<byte> begun = line.Slice(0, Math.Min(line.Length, Beginning.Length));
        if (!Beginning.StartsWith(begun))
        {
            throw Damaged(1, "no journal begins with it");
        }

        // The version comes before the checksum: a later format may have another one.
        if (!JournalLine.IsSound(line) && ReadVersion(line) is int version && version > JournalRun.CurrentVersion)
        {
            throw NotSupported(version);
        }
    }

    private static int? ReadVersion(ReadOnlySpan<byte> line)
    {
        try
        {
            Utf8JsonReader reader = new(line.Slice(Math.Min(line.Length, Beginning.Length)));
            return reader.Read() && reader.TokenType is JsonTokenType.Number && reader.TryGetInt32(out int version) ? version : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private JournalException NotSupported(int version) => new(
        "JournalVersionNotSupported",
        path,
        $"The journal '{path}' has format {version}; this version of TuyaIot reads format {JournalRun.CurrentVersion}.",
        "Update the module on this machine, or give another journal.");

    private JournalException Damaged(int line, string reason = "its checksum does not fit") => new(
        "JournalDamaged",
        path,
        $"Line {line} of '{path}' is no line of a journal: {reason}.",
        "Check the path. A journal is written by -JournalPath and must not be edited. Where a disk damaged it, restore it; a new path begins a new one, which knows of no device.");
}
