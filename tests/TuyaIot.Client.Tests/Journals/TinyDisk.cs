using System;
using System.Diagnostics;
using System.IO;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>A disk of 64 kB in memory, which only Linux has and only its administrator may make. Elsewhere the test is skipped.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("disk");

    public TinyDisk()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !TryRun("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", _folder.FullName))
        {
            _folder.Delete();
            Assert.Skip("Only an administrator of Linux can mount a disk to fill.");
        }
    }

    public string JournalPath => Path.Combine(_folder.FullName, "run.jsonl");

    private string Ballast => Path.Combine(_folder.FullName, "ballast");

    /// <summary>Leaves no room but what files already have in their last page.</summary>
    public void Fill()
    {
        try
        {
            // In here, because what did not fit is tried once more when it is closed.
            using FileStream file = File.Create(Ballast);
            while (true)
            {
                file.Write(new byte[4096]);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Free() => File.Delete(Ballast);

    public void MakeReadOnly() => Assert.True(TryRun("mount", "-o", "remount,ro", _folder.FullName));

    public void Dispose()
    {
        TryRun("umount", "-l", _folder.FullName);
        _folder.Delete();
    }

    private static bool TryRun(string program, params string[] arguments)
    {
        using Process? process = Process.Start(new ProcessStartInfo(program, string.Join(' ', arguments)) { RedirectStandardError = true, UseShellExecute = false });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}
