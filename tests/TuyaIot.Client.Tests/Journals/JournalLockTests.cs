using System;
using System.IO;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>Two runs on one journal would each send what the other has sent.</summary>
public sealed class JournalLockTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    private string LockPath => _folder.Path + ".lock";

    [Fact]
    public void A_second_run_is_refused_until_the_first_has_ended()
    {
        using (Journal first = _folder.Open())
        {
            Assert.Equal("JournalInUse", Assert.Throws<JournalException>(() => _folder.Open()).ErrorId);
            first.Send(1, "a");
            Assert.Equal(2, _folder.Lines.Count);
        }

        _folder.Open().Dispose();
        Assert.False(File.Exists(LockPath));
    }

    [Fact]
    public void A_run_that_was_refused_takes_the_lock_from_nobody()
    {
        using Journal first = _folder.Open();

        Assert.Throws<JournalException>(() => _folder.Open());
        Assert.Equal("JournalInUse", Assert.Throws<JournalException>(() => _folder.Open()).ErrorId);
    }

    [Fact]
    public void It_can_be_summarised_meanwhile()
    {
        using Journal journal = _folder.Open();
        journal.Send(1, "a");

        Assert.Equal(1, IotJournalSummary.Read(_folder.Path).Unknown);
    }

    [Fact]
    public void A_lock_that_a_killed_process_left_behind_locks_nobody_out()
    {
        File.WriteAllText(LockPath, "");

        _folder.Open().Dispose();

        Assert.False(File.Exists(LockPath));
    }

    [Fact]
    public void A_journal_that_was_refused_is_not_left_locked()
    {
        _folder.Text = "hello\n";
        Assert.Throws<JournalException>(() => _folder.Open());
        Assert.False(File.Exists(LockPath));

        File.Delete(_folder.Path);
        _folder.Open().Dispose();
    }

    public void Dispose() => _folder.Dispose();
}
