using System;
using System.IO;

namespace TuyaIot.Reports;

/// <summary>Writes a file so that its name has all of it or what was there before: into another one beside it first.</summary>
internal static class ReportFile
{
    /// <param name="path">The file.</param>
    /// <param name="overwriteReadOnly">Whether a file that is marked as read-only may be replaced.</param>
    /// <param name="write">Writes the content. Where it throws, nothing has happened.</param>
    public static void Write(string path, bool overwriteReadOnly, Action<Stream> write)
    {
        FileInfo file = new(path);

        // Only Windows minds, and only at the end.
        if (file is { Exists: true, IsReadOnly: true } && !overwriteReadOnly)
        {
            throw new UnauthorizedAccessException($"'{path}' is read-only.");
        }

        string unfinished = Path.Combine(file.DirectoryName!, $".{file.Name}.{Path.GetRandomFileName()}");
        try
        {
            using (FileStream stream = new(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
            }

            Put(unfinished, file);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static void Put(string unfinished, FileInfo file)
    {
        file.Refresh();
        if (!file.Exists)
        {
            File.Move(unfinished, file.FullName);
            return;
        }

        file.IsReadOnly = false;
        File.Replace(unfinished, file.FullName, destinationBackupFileName: null);
    }
}
