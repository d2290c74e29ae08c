using System;
using System.IO;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>A run that cannot be recorded does not begin.</summary>
public sealed class NotWritableTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Fact]
    public void In_a_folder_that_does_not_exist() => AssertNotWritable(Path.Combine(_folder.Path, "no", "run.jsonl"));

    [Fact]
    public void Where_a_folder_has_that_name()
    {
        Directory.CreateDirectory(_folder.Path);

        AssertNotWritable(_folder.Path);
    }

    [Fact]
    public void On_a_disk_that_is_read_only()
    {
        using TinyDisk disk = new();
        Journal.Open(disk.JournalPath, JournalSample.Command, TimeProvider.System).Dispose();
        disk.MakeReadOnly();

        AssertNotWritable(disk.JournalPath);
    }

    [Fact]
    public void On_a_disk_that_became_read_only_under_a_killed_run()
    {
        using TinyDisk disk = new();
        Journal.Open(disk.JournalPath, JournalSample.Command, TimeProvider.System).Dispose();
        File.WriteAllText(disk.JournalPath + ".lock", "");
        disk.MakeReadOnly();

        AssertNotWritable(disk.JournalPath);
    }

    [Fact]
    public void Where_the_file_or_its_folder_may_not_be_written()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Windows has no file modes, and an administrator may write everywhere.");
            return;
        }

        _folder.Open().Dispose();
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead);
        AssertNotWritable(_folder.Path);

        string folder = Path.GetDirectoryName(_folder.Path)!;
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        AssertNotWritable(Path.Combine(folder, "new.jsonl"));
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertNotWritable(string path)
    {
        JournalException exception = Assert.Throws<JournalException>(() => Journal.Open(path, JournalSample.Command, TimeProvider.System));
        Assert.Equal(("JournalNotWritable", path), (exception.ErrorId, exception.Path));
    }
}
