using System;
using System.Collections.Generic;
using System.IO;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Journals;

/// <summary>
/// The record of a run in JSON Lines: what is about to be sent before it is sent, its outcome after. Each line is handed to
/// the operating system before the run goes on, so that a killed process has lost none.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly FileStream _lock;
    private readonly FileStream _file;
    private bool _failed;

    private Journal(string path, FileStream lockFile, FileStream file, TimeProvider time)
    {
        Path = path;
        _lock = lockFile;
        _file = file;
        _time = time;
    }

    public string Path { get; }

    /// <summary>What earlier runs left behind.</summary>
    public JournalState State { get; } = new();

    /// <summary>Opens a journal, a new one or one to resume.</summary>
    /// <exception cref="JournalException">It is of another command, damaged, in use, or cannot be written.</exception>
    public static Journal Open(string path, JournalCommand command, TimeProvider time)
    {
        FileStream? lockFile = null;
        FileStream? file = null;
        try
        {
            lockFile = JournalLock.Take(path);
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
            Journal journal = new(path, lockFile, file, time);
            int runs = journal.Resume(command);
            file.SetLength(JournalReader.WholeLength(file));
            file.Seek(0, SeekOrigin.End);
            journal.Append(JournalLine.Run(runs + 1, time.GetUtcNow(), command));
            return journal;
        }
        catch (Exception exception)
        {
            file?.Dispose();
            lockFile?.Dispose();
            if (exception is IOException or UnauthorizedAccessException)
            {
                throw Unwritable(path, exception);
            }

            throw;
        }
    }

    /// <summary>Says what is about to be sent. Where this throws, it must not be sent.</summary>
    public void Sending(int number, IReadOnlyList<RpcParameter> parameters, IReadOnlyList<string> deviceNames) =>
        Append(JournalLine.Send(number, _time.GetUtcNow(), parameters, deviceNames));

    /// <summary>Says what became of it. False where that could not be written; nothing more can be then.</summary>
    public bool TryFinish(int number, Outcome outcome)
    {
        try
        {
            Append(JournalLine.Outcome(number, _time.GetUtcNow(), outcome));
            return true;
        }
        catch (JournalException)
        {
            return false;
        }
    }

    /// <summary>Says that the run came to its end. Throws where an outcome could not be written before.</summary>
    public void End() => Append(JournalLine.End(_time.GetUtcNow()));

    public void Dispose()
    {
        lock (_gate)
        {
            _failed = true;
            _file.Dispose();
            _lock.Dispose();
        }
    }

    private int Resume(JournalCommand command)
    {
        JournalReplay replay = new();
        foreach (JournalEntry entry in JournalReader.Read(Path))
        {
            foreach ((JournalSend send, JournalOutcome? outcome) in replay.Take(entry))
            {
                State.Set(send, outcome?.Status ?? DeliveryStatus.Unknown);
            }
        }

        foreach (JournalSend send in replay.Open)
        {
            State.Set(send, DeliveryStatus.Unknown);
        }

        if (replay.Command?.DifferenceTo(command) is string difference)
        {
            throw new JournalException(
                "JournalOfAnotherCommand",
                Path,
                $"The journal '{Path}' belongs to another command: {difference}.",
                "Give the command that it was begun with, or a new path.");
        }

        return replay.Runs;
    }

    private void Append(byte[] line)
    {
        lock (_gate)
        {
            if (_failed)
            {
                throw Unwritable(Path, null);
            }

            long whole = _file.Position;
            try
            {
                _file.Write(line, 0, line.Length);
                _file.Flush();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Half a line in the middle would spoil what comes after it, so nothing comes after it.
                _failed = true;
                TryCut(whole);
                throw Unwritable(Path, exception);
            }
        }
    }

    private void TryCut(long length)
    {
        try
        {
            _file.SetLength(length);
        }
        catch (IOException)
        {
            // A torn last line is what a reader expects of a journal that ended badly.
        }
    }

    private static JournalException Unwritable(string path, Exception? inner) => new(
        "JournalNotWritable",
        path,
        $"The journal '{path}' cannot be written{(inner is null ? string.Empty : $": {inner.Message.TrimEnd('.')}")}.",
        "Free space on its disk or mend its permissions, then run the same command with the same journal: what was accepted is not sent again.",
        inner);
}
