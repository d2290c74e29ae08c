using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
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

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/zero")]
    [InlineData("/dev/full")]
    [InlineData("/dev/ptmx")]
    [InlineData("/proc/self/status")]
    public void Where_a_device_has_that_name(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "These are Linux's.");

        AssertNotWritable(path);
    }

    [Fact(Timeout = 10_000)]
    public async Task Where_a_pipe_has_that_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipe in a folder.");
        Process.Start("mkfifo", _folder.Path).WaitForExit();

        JournalException exception = await Task.Run(() => AssertNotWritable(_folder.Path), TestContext.Current.CancellationToken);
        Assert.Equal($"The journal '{_folder.Path}' cannot be written: It is a pipe or a device, not a file.", exception.Message);
        await Task.Run(() => Assert.Equal(0, JournalSummary.Read(_folder.Path).Runs), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Where_the_path_is_none() => AssertNotWritable("a\0b");

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    [InlineData(typeof(ArgumentOutOfRangeException))]
    [InlineData(typeof(NotSupportedException))]
    [InlineData(typeof(InvalidOperationException))]
    public void Whatever_its_stream_throws_is_said_as_that(Type type)
    {
        using FailingStream file = new((Exception)Activator.CreateInstance(type)!);
        using Journal journal = new("run.jsonl", file, new DeviceLedger(), TimeProvider.System);

        JournalException exception = Assert.Throws<JournalException>(() => journal.Send(1, "a"));

        Assert.Equal(("JournalNotWritable", type), (exception.ErrorId, exception.InnerException!.GetType()));
        Assert.False(journal.TryFinish(1, JournalSample.Accepted));
        Assert.Equal("JournalNotWritable", Assert.Throws<JournalException>(journal.End).ErrorId);
        Assert.Equal(1, file.Writes);
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

    private static JournalException AssertNotWritable(string path)
    {
        JournalException exception = Assert.Throws<JournalException>(() => Journal.Open(path, JournalSample.Command, TimeProvider.System));
        Assert.Equal(("JournalNotWritable", path), (exception.ErrorId, exception.Path));
        return exception;
    }

    private sealed class FailingStream(Exception exception) : MemoryStream
    {
        public int Writes { get; private set; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Writes++;
            throw exception;
        }
    }
}
