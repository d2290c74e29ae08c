using System;
using System.IO;
using System.Linq;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>A run stops before it sends what it cannot record, and leaves a journal that can be resumed.</summary>
public sealed class FullDiskTests
{
    /// <summary>A line that no page has room for.</summary>
    private static readonly string[] ManyDevices = [.. Enumerable.Range(0, 1000).Select(number => $"device{number}")];

    [Fact]
    public void What_cannot_be_recorded_is_not_to_be_sent()
    {
        using TinyDisk disk = new();
        using Journal journal = Open(disk);
        journal.Send(1, "a");
        disk.Fill();
        byte[] before = Read(disk);

        AssertNotWritable(() => journal.Send(2, ManyDevices));

        // What fitted of the line stays behind: the file is only ever appended to.
        Assert.Equal(before, Read(disk).Take(before.Length));
        Assert.Equal(1, JournalSummary.Read(disk.JournalPath).Unknown);
    }

    [Fact]
    public void Once_a_line_is_missing_nothing_follows_it_even_where_there_is_room_again()
    {
        using TinyDisk disk = new();
        using Journal journal = Open(disk);
        journal.Send(1, "a");
        disk.Fill();
        AssertNotWritable(() => journal.Send(2, ManyDevices));
        byte[] before = Read(disk);
        disk.Free();

        AssertNotWritable(() => journal.Send(3, "b"));
        Assert.False(journal.TryFinish(1, JournalSample.Accepted));
        AssertNotWritable(journal.End);
        Assert.Equal(before, Read(disk));
    }

    [Fact]
    public void An_outcome_that_cannot_be_recorded_is_told_by_the_end_of_the_run()
    {
        using TinyDisk disk = new();
        using Journal journal = Open(disk);
        journal.Send(1, "a");
        disk.Fill();

        // Lines still fit into the last page for a while.
        int number = 1;
        while (journal.TryFinish(number, JournalSample.Accepted))
        {
            number++;
        }

        AssertNotWritable(journal.End);
        Assert.Equal(1, JournalSummary.Read(disk.JournalPath).Accepted);
    }

    [Fact]
    public void With_room_again_the_same_journal_is_resumed()
    {
        using TinyDisk disk = new();
        using (Journal journal = Open(disk))
        {
            journal.Send(1, "a");
            journal.TryFinish(1, JournalSample.Accepted);
            journal.Send(2, "in flight");
            disk.Fill();
            AssertNotWritable(() => journal.Send(3, ManyDevices));
            journal.TryFinish(2, JournalSample.Accepted);
        }

        disk.Free();
        using Journal again = Open(disk);
        Assert.Equal(
            [DeviceOutcome.Accepted, DeviceOutcome.Unknown, null],
            new[] { "a", "in flight", "device7" }.Select(name => again.Find(JournalSample.Parameters, name)));
    }

    [Fact]
    public void A_full_disk_is_said_when_a_journal_is_begun()
    {
        using TinyDisk disk = new();
        disk.Fill();

        AssertNotWritable(() => Open(disk));

        disk.Free();
        Open(disk).Dispose();
    }

    private static Journal Open(TinyDisk disk) => Journal.Open(disk.JournalPath, JournalSample.Command, TimeProvider.System);

    private static byte[] Read(TinyDisk disk)
    {
        using FileStream file = new(disk.JournalPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static void AssertNotWritable(Action write) =>
        Assert.Equal("JournalNotWritable", Assert.Throws<JournalException>(write).ErrorId);
}
