using System;
using System.Collections.Generic;
using System.IO;
using System.Security;
using System.Threading;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Journals;

/// <summary>
/// The record of a run in JSON Lines: what is about to be sent before it is sent, its outcome after. Each line is handed to
/// the operating system before the run goes on, so that a killed process has lost none. The file is only ever appended to.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly object _gate = new();
    private readonly JournalLineWriter _line = new();
    private readonly TimeProvider _time;
    private readonly Stream _file;
    private bool _failed;

    /// <param name="path">Its path, for errors.</param>
    /// <param name="file">Its file, at its end.</param>
    /// <param name="ledger">What earlier runs left behind.</param>
    /// <param name="time">The time of its lines.</param>
    /// <param name="startedAt">When its first run began; null for now.</param>
    internal Journal(string path, Stream file, DeviceLedger ledger, TimeProvider time, DateTimeOffset? startedAt = null)
    {
        Path = path;
        _file = file;
        Ledger = ledger;
        _time = time;
        StartedAt = startedAt ?? time.GetUtcNow();
    }

    public string Path { get; }

    /// <summary>What earlier runs left behind.</summary>
    public DeviceLedger Ledger { get; }

    /// <summary>When its first run began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Whether it is open. A run closes its own at its end.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Opens a journal, a new one or one to resume.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="command">What is run.</param>
    /// <param name="time">The time of its lines.</param>
    /// <param name="expected">How many devices the input has; null where that is not known.</param>
    /// <param name="progress">Receives the part of the journal that has been read, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="JournalException">It is of another command or version, damaged, in use, or cannot be written.</exception>
    public static Journal Open(
        string path,
        JournalCommand command,
        TimeProvider time,
        long? expected = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        return Open(
            path,
            replay => replay.Command?.DifferenceTo(command) is string difference
                ? throw new JournalException(
                    "JournalOfAnotherCommand",
                    path,
                    $"The journal '{path}' belongs to another command: {difference}.",
                    "Give the command that it was begun with, or a new path.")
                : command,
            isForRun: true,
            time,
            expected,
            progress,
            cancellationToken);
    }

    /// <summary>Opens a journal whose runs are over, to record what was seen at devices.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="time">The time of its lines.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="JournalException">It is none, damaged, in use, or cannot be written.</exception>
    public static Journal OpenToRecord(string path, TimeProvider time, CancellationToken cancellationToken = default) => Open(
        File.Exists(path) ? path : throw NoJournal(path),
        replay => replay.Command ?? throw NoJournal(path),
        isForRun: false,
        time,
        cancellationToken: cancellationToken);

    private static Journal Open(
        string path,
        Func<JournalReplay, JournalCommand> check,
        bool isForRun,
        TimeProvider time,
        long? expected = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        FileStream? file = null;
        try
        {
            file = JournalFile.OpenToAppend(path);
            JournalReader reader = new(file, path);
            JournalReplay replay = new();
            replay.ReadAll(reader.Read(progress, cancellationToken));
            JournalCommand command = check(replay);
            file.Position = reader.Length;
            Journal journal = new(path, file, replay.Ledger, time, replay.StartedAt);

            // A half line that an earlier run left stays as it is. Only a run can follow it, which says how long the half one is.
            if (isForRun || reader.EndsWithinLine)
            {
                journal.Append(
                    new JournalRun(time.GetUtcNow(), JournalRun.CurrentVersion, replay.Runs + 1, command, expected, reader.TornBytes), reader.EndsWithinLine);
            }

            return file.Length == file.Position ? journal : throw new IOException("It keeps nothing of what is written.");
        }
        catch (Exception exception)
        {
            file?.Dispose();
            if (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or SecurityException)
            {
                throw NotWritable(path, exception);
            }

            throw;
        }
    }

    /// <summary>Says what is about to be sent. Where this throws, it must not be sent.</summary>
    public void Sending(int number, IReadOnlyList<RpcParameter> parameters, IReadOnlyList<string> deviceNames) =>
        Append(new JournalSend(_time.GetUtcNow(), number, parameters, deviceNames));

    /// <summary>Says that it was not carried out, and is to be sent again. Where that cannot be written, it cannot be sent again either.</summary>
    public void TryRefuse(int number, bool isSent, string? code, string? errorMessage) =>
        TryAppend(new JournalRefusal(_time.GetUtcNow(), number, isSent, code, errorMessage));

    /// <summary>Says that it is about to be sent again. Where this throws, it must not be sent.</summary>
    public void Repeating(int number) => Append(new JournalRepeat(_time.GetUtcNow(), number));

    /// <summary>Says what became of it. False where that could not be written; nothing more can be then.</summary>
    public bool TryFinish(int number, Outcome outcome, string? messageId = null) =>
        TryAppend(JournalOutcome.Create(_time.GetUtcNow(), number, outcome, messageId));

    /// <summary>Says what was seen at devices.</summary>
    /// <param name="execution">What was seen. Its time is set here.</param>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public void Record(JournalExecution execution) => Append(execution with { At = _time.GetUtcNow() });

    /// <summary>Says that the run came to its end. Throws where an outcome could not be written before.</summary>
    public void End() => Append(new JournalEnd(_time.GetUtcNow()));

    public void Dispose()
    {
        lock (_gate)
        {
            IsOpen = false;
            _failed = true;
            _file.Dispose();
            _line.Dispose();
        }
    }

    private bool TryAppend(JournalEntry entry)
    {
        try
        {
            Append(entry);
            return true;
        }
        catch (JournalException)
        {
            return false;
        }
    }

    private void Append(JournalEntry entry, bool endsLineBefore = false)
    {
        lock (_gate)
        {
            if (_failed)
            {
                throw NotWritable(Path, null);
            }

            // Whatever the stream throws: half a line in the middle would spoil what comes after it, so nothing comes after it.
            _failed = true;
            try
            {
                ArraySegment<byte> line = _line.Write(entry, endsLineBefore);
                _file.Write(line.Array!, line.Offset, line.Count);
                _file.Flush();
            }
            catch (Exception exception)
            {
                throw NotWritable(Path, exception);
            }

            _failed = false;
        }
    }

    private static JournalException NoJournal(string path) => new(
        "JournalNotFound", path, $"There is no journal '{path}'.", "Check the path. A journal is written by -JournalPath of the command that is sent.");

    private static JournalException NotWritable(string path, Exception? inner) => new(
        "JournalNotWritable",
        path,
        $"The journal '{path}' cannot be written{Describe(inner)}.",
        "Free space on its disk or mend its permissions, then run the same command with the same journal: what was accepted is not sent again.",
        inner);

    // FileStream's answer to a file that may not grow any further is that an argument is out of range.
    private static string Describe(Exception? exception) => exception switch
    {
        null => string.Empty,
        ArgumentOutOfRangeException => ": it has reached the largest size that a file may have here",
        _ => $": {exception.Message.TrimEnd('.')}",
    };
}
