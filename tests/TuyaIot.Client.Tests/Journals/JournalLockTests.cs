using System;
using System.IO;
using System.Linq;
using System.Threading;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>Two runs on one journal would each send what the other has sent. A journal is a file, whatever path leads to it.</summary>
public sealed class JournalLockTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Fact]
    public void A_second_run_is_refused_until_the_first_has_ended()
    {
        using (Journal first = _folder.Open())
        {
            AssertInUse(_folder.Path);
            AssertInUse(_folder.Path);
            first.Send(1, "a");
            Assert.Equal(2, _folder.Lines.Count);
        }

        _folder.Open().Dispose();
    }

    [Theory]
    [InlineData("-s")]
    [InlineData("")]
    public void A_link_leads_to_the_same_journal(string kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links are made by a program of Unix.");
        _folder.Run(static _ => { });
        string link = _folder.Link(kind);

        using (_folder.Open())
        {
            AssertInUse(link);
        }

        using Journal through = Open(link);
        AssertInUse(_folder.Path);
    }

    [Fact]
    public void A_link_to_a_journal_that_is_not_there_yet_makes_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links are made by a program of Unix.");

        using Journal journal = Open(_folder.Link("-s"));

        AssertInUse(_folder.Path);
    }

    [Fact]
    public void It_can_be_read_meanwhile_by_everybody()
    {
        using Journal journal = _folder.Open();
        journal.Send(1, "a");

        Assert.Equal(1, JournalSummary.Read(_folder.Path).Unknown);
        using FileStream asGetContentDoes = new(_folder.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Assert.True(asGetContentDoes.Length > 0);
    }

    [Fact]
    public void Who_reads_it_keeps_no_run_away()
    {
        _folder.Run(static journal => journal.Send(1, "a"));

        using Stream reader = JournalFile.OpenToRead(_folder.Path);

        _folder.Open().Dispose();
    }

    [Fact]
    public void A_run_waits_a_moment_for_who_has_it_locked()
    {
        _folder.Run(static _ => { });

        // On a busy machine the file may be given back too late, which is no fault of the run.
        Assert.Contains(Enumerable.Range(0, 10), _ => OpensWhileLocked());

        bool OpensWhileLocked()
        {
            Exception? fault = null;
            Thread run = new(() => fault = Record.Exception(() => _folder.Open().Dispose()));
            using (new FileStream(_folder.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                run.Start();
                SpinWait.SpinUntil(() => !run.IsAlive || (run.ThreadState & ThreadState.WaitSleepJoin) != 0);
            }

            run.Join();
            return fault is null;
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("hello\n")]
    public void A_file_of_the_users_beside_it_is_left_alone(string? journal)
    {
        string neighbour = _folder.Path + ".lock";
        File.WriteAllText(neighbour, "mine");
        if (journal is null)
        {
            _folder.Run(static _ => { });
        }
        else
        {
            _folder.Text = journal;
            Assert.Throws<JournalException>(() => _folder.Open());
        }

        Assert.Equal("mine", File.ReadAllText(neighbour));
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(_folder.Path)!).Length);
    }

    [Fact]
    public void A_journal_that_was_refused_is_not_left_locked()
    {
        _folder.Text = "hello\n";
        Assert.Throws<JournalException>(() => _folder.Open());

        _folder.Text = "";
        _folder.Open().Dispose();
    }

    public void Dispose() => _folder.Dispose();

    private static Journal Open(string path) => Journal.Open(path, JournalSample.Command, TimeProvider.System);

    private static void AssertInUse(string path)
    {
        JournalException exception = Assert.Throws<JournalException>(() => Open(path));
        Assert.Equal(("JournalInUse", path), (exception.ErrorId, exception.Path));
    }
}
