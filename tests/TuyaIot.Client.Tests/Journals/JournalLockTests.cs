using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>Two runs on one journal would each send what the other has sent. A journal is a file, whatever path leads to it.</summary>
public sealed class JournalLockTests : IDisposable
{
    private const string HeldPath = "JOURNAL_TO_HOLD";

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
        string link = Link(kind);

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

        using Journal journal = Open(Link("-s"));

        AssertInUse(_folder.Path);
    }

    [Theory]
    [InlineData("-s")]
    [InlineData("")]
    public void A_run_in_another_process_keeps_it_until_it_dies(string kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links are made by a program of Unix.");
        Assert.SkipWhen(Type.GetType("Mono.Runtime") is not null, "The other process is started as .NET starts one.");
        _folder.Run(static _ => { });
        using Process other = StartHolder(Link(kind));
        try
        {
            Assert.True(SpinWait.SpinUntil(() => _folder.Lines.Count > 1 || other.HasExited, TimeSpan.FromMinutes(1)));
            Assert.False(other.HasExited);

            AssertInUse(_folder.Path);
            Assert.Equal(2, JournalSummary.Read(_folder.Path).Runs);
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }

        _folder.Open().Dispose();
    }

    /// <summary>Not a test: what the other process of the test above does.</summary>
    [Fact(Explicit = true)]
    public async Task Hold()
    {
        using Journal journal = Open(Environment.GetEnvironmentVariable(HeldPath)!);
        await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Of_many_runs_that_begin_at_once_one_gets_it()
    {
        for (int time = 0; time < 20; time++)
        {
            Journal?[] all = new Journal?[8];
            Parallel.For(0, all.Length, number =>
            {
                try
                {
                    all[number] = _folder.Open();
                }
                catch (JournalException exception) when (exception.ErrorId == "JournalInUse")
                {
                    // One of the others has it.
                }
            });

            Assert.Single(all, static journal => journal is not null);
            all.Single(static journal => journal is not null)!.Dispose();
        }

        Assert.Equal(20, JournalSummary.Read(_folder.Path).Runs);
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
    public async Task Runs_and_readers_that_come_and_go_do_not_get_into_each_others_way()
    {
        _folder.Run(static _ => { });
        using CancellationTokenSource done = new();
        Task readers = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                JournalSummary.Read(_folder.Path);
            }
        }, TestContext.Current.CancellationToken);

        for (int run = 0; run < 100; run++)
        {
            _folder.Run(static _ => { });
        }

        done.Cancel();
        await readers;
        Assert.Equal(101, JournalSummary.Read(_folder.Path).Runs);
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

    private static Process StartHolder(string path)
    {
        string program = typeof(JournalLockTests).Assembly.Location;
        ProcessStartInfo start = new(
            "dotnet",
            $"\"{program}\" -explicit only -method \"{typeof(JournalLockTests).FullName}.{nameof(Hold)}\"")
        { RedirectStandardOutput = true };
        start.Environment[HeldPath] = path;
        return Process.Start(start)!;
    }

    private string Link(string kind)
    {
        string link = Path.Combine(Path.GetDirectoryName(_folder.Path)!, "latest.jsonl");
        Process.Start("ln", $"{kind} {_folder.Path} {link}").WaitForExit();
        return link;
    }
}
