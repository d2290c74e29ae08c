using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using TuyaIot.Signing;

namespace TuyaIot.Messages.Subscription;

/// <summary>
/// Keeps a second reader of the same consumer group away on this machine: the two would share the messages, and each would miss some. An
/// empty file in the user's temporary folder is locked; the system gives the lock back when a process dies.
/// </summary>
internal static class GroupLock
{
    /// <summary>Null where no file can be made there: then nobody is kept away.</summary>
    /// <exception cref="MessageStreamException">Another reader has the group.</exception>
    public static FileStream? Take(Uri endpoint, AccessKey key, string groupId)
    {
        string path = Path.Combine(Path.GetTempPath(), NameOf(endpoint, key, groupId));
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new MessageStreamException(
                "ConsumerGroupInUse",
                groupId,
                $"The consumer group '{groupId}' is being read on this machine already.",
                "Readers of one group share its messages, so each would miss some. Give this reader a consumer group of its own, or end the other one.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A name that tells nothing of the key. The users of a machine may share the folder, and one could not open another's file.</summary>
    private static string NameOf(Uri endpoint, AccessKey key, string groupId)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.UserName}\n{endpoint.AbsoluteUri}\n{key.Id}\n{groupId}"));
        return $"TuyaIot-{Convert.ToHexString(hash, 0, 12)}.lock";
    }
}
