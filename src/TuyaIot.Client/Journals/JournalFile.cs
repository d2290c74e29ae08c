using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using Microsoft.Win32.SafeHandles;
using TuyaIot.Compatibility;

namespace TuyaIot.Journals;

/// <summary>
/// Opens the file of a journal, for one run at a time and any number of readers. The lock is on the file, so it does not matter which
/// path leads to it, and the system gives it back when a process dies.
/// </summary>
/// <remarks>
/// On Windows a run shares its file with readers only. Elsewhere every FileStream takes an advisory lock on its file, shared unless it
/// is opened with FileShare.None. A run takes the exclusive lock, which it gets where nobody has any, and turns it into the shared one at
/// once: readers come in, and a second run no longer gets the exclusive one. Readers give theirs back, so that they keep no run away.
/// </remarks>
internal static class JournalFile
{
    private const int Shared = 1;
    private const int Exclusive = 2;
    private const int NotBlocking = 4;
    private const int Unlock = 8;

    /// <summary>A reader has the file locked for a moment when it opens it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Opens a file to append to, and makes it where there is none.</summary>
    /// <exception cref="JournalException">Another run has it open.</exception>
    /// <exception cref="IOException">It cannot be opened, or is no file that keeps what is written.</exception>
    public static FileStream OpenToAppend(string path)
    {
        FileStream file = TryOpen(() => TryOpenToAppend(path)) ?? throw new JournalException(
            "JournalInUse",
            path,
            $"Another run is using the journal '{path}'.",
            "Wait until it has ended, or give this run a journal of its own. A program that keeps the file open, such as Get-Content -Wait, can be in the way too.");
        try
        {
            // A pipe has no position; a device has no length, and yet something to read.
            if (!file.CanSeek || (file.Length == 0 && file.ReadByte() >= 0))
            {
                throw new IOException("It is a pipe or a device, not a file.");
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file to read while a run may be writing it.</summary>
    public static Stream OpenToRead(string path)
    {
        // To open a pipe would wait for somebody to write into it. It has no length, and an empty file has nothing to read either.
        if (!IsWindows && RuntimeCompat.ResolveLinks(path) is { Exists: true, Length: 0 })
        {
            return Stream.Null;
        }

        return TryOpen(() => TryOpenToRead(path)) ?? throw new IOException("Another program has it locked.");
    }

    private static FileStream? TryOpen(Func<FileStream?> open)
    {
        FileStream? file = open();
        if (file is null)
        {
            SpinWait.SpinUntil(() => (file = open()) is not null, Patience);
        }

        return file;
    }

    private static FileStream? TryOpenToAppend(string path)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
            if (IsWindows || (TryLock(file, Exclusive) && TryLock(file, Shared)))
            {
                return file;
            }

            file.Dispose();
            return null;
        }
        catch (IOException exception) when (IsTaken(exception))
        {
            return null;
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    private static FileStream? TryOpenToRead(string path)
    {
        try
        {
            FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            if (!IsWindows)
            {
                _ = Lock(file.SafeFileHandle, Unlock);
            }

            return file;
        }
        catch (IOException exception) when (IsTaken(exception))
        {
            return null;
        }
    }

    private static bool TryLock(FileStream file, int operation)
    {
        if (Lock(file.SafeFileHandle, operation | NotBlocking) == 0)
        {
            return true;
        }

        int error = Marshal.GetLastWin32Error();
        return IsTaken(error) ? false : throw new IOException($"Its file system cannot lock it (error {error}), so that a second run could not be kept off it.");
    }

    private static bool IsTaken(IOException exception) => IsTaken(exception.HResult & 0xFFFF);

    /// <summary>ERROR_SHARING_VIOLATION of Windows, EWOULDBLOCK of Linux and of macOS.</summary>
    private static bool IsTaken(int error) => error is 32 or 11 or 35;

    /// <summary>The lock that FileStream takes, of which it offers neither the turning nor the giving back.</summary>
    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Lock(SafeFileHandle file, int operation);
}
