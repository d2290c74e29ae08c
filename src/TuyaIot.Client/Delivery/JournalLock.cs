using System.IO;

namespace TuyaIot.Delivery;

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
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path + ".lock"))
        {
            throw new JournalException(
                "JournalInUse",
                path,
                $"Another run is using the journal '{path}'.",
                "Wait until it has ended, or give this run a journal of its own.",
                exception);
        }
    }
}
