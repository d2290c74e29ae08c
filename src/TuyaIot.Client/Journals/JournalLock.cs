using System.IO;

namespace TuyaIot.Journals;

/// <summary>
/// Keeps two runs off one journal by a file beside it that only one process can hold open. The journal itself stays readable
/// for everybody meanwhile, which its own lock would prevent on one system or the other.
/// </summary>
internal static class JournalLock
{
    public static FileStream Take(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (IsTaken(exception))
        {
            throw new JournalException(
                "JournalInUse",
                path,
                $"Another run is using the journal '{path}'.",
                "Wait until it has ended, or give this run a journal of its own.",
                exception);
        }
    }

    /// <summary>ERROR_SHARING_VIOLATION of Windows, EWOULDBLOCK of Linux and of macOS. A file left behind on a disk that fails is not taken.</summary>
    private static bool IsTaken(IOException exception) => (exception.HResult & 0xFFFF) is 32 or 11 or 35;
}
