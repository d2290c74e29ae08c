using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace TuyaIot.Journals;

/// <summary>One of the journals that are counted together, and what it says of its own runs.</summary>
/// <param name="path">The journal.</param>
internal sealed class JournalPart(string path)
{
    private readonly List<(DateTime Start, DateTime End)> _spans = [];

    public string Path { get; } = path;

    /// <summary>How much of the file was there when it was read first. What came later is left out.</summary>
    public long? Length { get; private set; }

    public int Runs { get; private set; }

    public int Requests { get; private set; }

    /// <summary>How many devices the input has; null where no run knew it.</summary>
    public long? Expected { get; private set; }

    /// <summary>How many devices its requests have, each counted once.</summary>
    public long Reached { get; set; }

    /// <summary>How many devices of the input no run has come to yet; null where the input's size is not known.</summary>
    public long? NotReached => Expected is not long expected ? null : Completed ? 0 : Math.Max(0, expected - Reached);

    /// <summary>Whether the last run came to its end.</summary>
    public bool Completed { get; private set; }

    public DateTime? StartedAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>The time that its runs took together, the pauses between them left out.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>When each run began, and when it wrote its last line.</summary>
    public IReadOnlyList<(DateTime Start, DateTime End)> Spans => _spans;

    /// <summary>Takes in a line.</summary>
    public void Take(JournalEntry entry)
    {
        // It may be written while a run goes on, or long after its end.
        if (entry is JournalExecution)
        {
            return;
        }

        DateTime at = entry.At.UtcDateTime;
        StartedAt ??= at;
        if (entry is JournalRun run)
        {
            Runs = run.Number;
            Expected = run.Expected ?? Expected;
            _spans.Add((at, at));
        }
        else
        {
            Duration = JournalTime.Add(Duration, at - EndedAt!.Value);
            _spans[_spans.Count - 1] = (_spans[_spans.Count - 1].Start, at);
        }

        EndedAt = at;
        Completed = entry is JournalEnd;
        Requests += entry is JournalSend ? 1 : 0;
    }

    /// <summary>Goes through its lines, as often as wanted, up to where the first time ended.</summary>
    /// <exception cref="JournalException">The journal cannot be read, or is none.</exception>
    public void Read(Action<JournalEntry> take, IProgress<double>? progress = null, CancellationToken cancellationToken = default) => Open(file =>
    {
        JournalReader reader = new(file, Path, Length);
        Length = reader.Length;
        foreach (JournalEntry entry in reader.Read(progress, cancellationToken))
        {
            take(entry);
        }
    });

    /// <summary>The first bytes of its file, or all of them.</summary>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public byte[] ReadBeginning(int length)
    {
        byte[] bytes = new byte[length];
        int count = 0;
        Open(file =>
        {
            int read;
            while ((read = file.Read(bytes, count, length - count)) > 0)
            {
                count += read;
            }
        });
        Array.Resize(ref bytes, count);
        return bytes;
    }

    private void Open(Action<Stream> read)
    {
        try
        {
            using Stream file = JournalFile.OpenToRead(Path);
            read(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new JournalException("JournalNotFound", Path, $"The journal '{Path}' cannot be read: {exception.Message}", "Check the path.", exception);
        }
    }
}
